import { expect, test } from 'vitest';
import { nameFromId } from './name-from-id.ts';

test.each([
  ['2.41.1', 'n8n 2.41.1'],
  ['1.123.81-queue', 'n8n 1.123.81'],
  ['path-2.41.1-0a1b2c3d', 'n8n 2.41.1'],
  ['docker-2.41.1-postgres', 'n8n 2.41.1'],
  ['docker-latest', 'docker-latest'],
  ['remote-n8n.staging.example+tools', 'n8n at n8n.staging.example/tools'],
  ['remote-10.0.0.5-5678', 'n8n at 10.0.0.5-5678'],
  ['reference-correct', 'reference-correct'],
])('%s is %s', (id, name) => {
  expect(nameFromId(id)).toBe(name);
});
