import { expect, test } from 'vitest';
import { apiAddressOf, apiPath } from './api-paths.ts';

test.each(['%40', '@'])('a name with a domain is found, its sign written as %s', (sign) => {
  const path = `/api${apiPath('microsoft-user', 'e1.1')}`.replace('%40', sign);
  expect(apiAddressOf(path, '')).toMatchObject({ kind: 'microsoft-user', item: 'e1.1' });
});

test('another domain is nobody here', () => {
  expect(apiAddressOf('/api/graph/v1.0/users/e1.1@elsewhere.example', '')).toBeUndefined();
});
