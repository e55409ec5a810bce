import { describe, expect, it } from 'vitest';
import { withoutSecrets, withoutSecretsIn } from './without-secrets.ts';

function cleaned(value: unknown): { readonly value: unknown; readonly paths: readonly string[] } {
  const paths: string[] = [];
  return { value: withoutSecrets(value, (path) => paths.push(path)), paths };
}

describe('what looks like a secret is taken out', () => {
  it.each([
    ['Authorization: Bearer abcdefgh12345678', 'Authorization: ***'],
    ['eyJhbGciOiJIUzI1.eyJzdWIiOi.c2ln', '***'],
    ['send xoxb-123456789-abc now', 'send *** now'],
    ['https://ada:hunter2@api.example/v1', 'https://***@api.example/v1'],
    [
      'https://api.example/v1?api_key=abcdef123&limit=5',
      'https://api.example/v1?api_key=***&limit=5',
    ],
    ['const apiKey = "abcdef123456";', 'const apiKey = "***";'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE', '***'],
  ])('from %s', (text, left) => {
    expect(withoutSecretsIn(text)).toBe(left);
  });

  it.each([
    'https://api.example/v1?page_token={{ $json.next }}',
    '={{ $json.token }}',
    'The token dies every hour.',
    'limit=10&sort=key',
  ])('and %s stays', (text) => {
    expect(withoutSecretsIn(text)).toBe(text);
  });

  it('by the name of a field, of a header, and of a parameter', () => {
    const { value, paths } = cleaned({
      password: 'hunter2',
      deep: [
        { name: 'X-Api-Key', value: 'abc' },
        { name: 'X-Trace', value: 'abc' },
      ],
      nextPageToken: 'stays',
      page_token: 'stays',
      accessToken: '={{ $json.token }}',
      token: 5,
    });
    expect(value).toEqual({
      password: '***',
      deep: [
        { name: 'X-Api-Key', value: '***' },
        { name: 'X-Trace', value: 'abc' },
      ],
      nextPageToken: 'stays',
      page_token: 'stays',
      accessToken: '={{ $json.token }}',
      token: 5,
    });
    expect(paths).toEqual(['password', 'deep[0].value']);
  });
});
