import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretPlaces } from './secret-places.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
const found = (data: unknown) =>
  secretPlaces(data, 'parameters').map(({ kind, what }) => `${kind}: ${what}`);

describe('a secret', () => {
  it.each([
    [
      { headerParameters: { parameters: [{ name: 'Authorization', value: 'Token abcdef' }] } },
      'an Authorization header',
    ],
    [{ jsonHeaders: '{"x": "Bearer abcdefghijklmnop"}' }, 'an Authorization header'],
    [
      { value: `Basic ${Buffer.from('client:secret').toString('base64')}` },
      'an Authorization header',
    ],
    [{ url: `https://api.example/?jwt=${JWT}` }, 'a token (JWT)'],
    [{ body: 'grant_type=refresh_token&client_secret=abcdef123456' }, 'a client secret'],
    [{ jsCode: "const body = { client_secret: 'abcdef123456' };" }, 'a client secret'],
    [{ jsCode: 'const refreshToken = "abcdef123456"' }, 'a refresh token'],
    [{ 'Api-Key': 'abcdef' }, 'an API key'],
    [{ options: { password: 'hunter2' } }, 'a password'],
    [{ x: `gho_${'a'.repeat(36)}` }, 'a token of GitHub'],
    [{ x: '-----BEGIN RSA PRIVATE KEY-----\nMII' }, 'a private key'],
  ])('%j', (data, what) => {
    expect(found(data)).toEqual([`literal: ${what}`]);
  });

  it.each([
    [{ value: '={{ $env.CLIENT_SECRET }}' }, 'a variable whose name says that it is a secret'],
    [{ value: "={{ $env['API_KEY'] }}" }, 'a variable whose name says that it is a secret'],
    [{ value: '={{ $vars.githubToken }}' }, 'a variable whose name says that it is a secret'],
    [
      { jsCode: 'return process.env.DB_PASSWORD' },
      'a variable whose name says that it is a secret',
    ],
    [{ value: '={{ $credentials.clientSecret }}' }, 'a field of a credential'],
    [{ value: '={{ $secrets.vault.key }}' }, 'a secret of an external vault'],
  ])('printed by an expression: %j', (data, what) => {
    expect(found(data)).toEqual([`expression: ${what}`]);
  });
});

describe('none', () => {
  it.each([
    [{ authentication: 'predefinedCredentialType', genericAuthType: 'oAuth2Api' }],
    [{ client_secret: '={{ $json.secret }}' }],
    [{ client_secret: '<your secret>', token: '********', apiKey: 'your-api-key' }],
    [{ name: 'Authorization', value: '={{ "Bearer " + $json.access_token }}' }],
    [{ jsonBody: '={"client_secret": "{{ $json.secret }}"}' }],
    [
      {
        jsCode: 'const token = $json.access_token; item.headers.Authorization = `Bearer ${token}`;',
      },
    ],
    [{ url: 'https://idp.example/oauth2/token', method: 'POST', options: { timeout: 1000 } }],
    [{ value: '={{ $env.BASE_URL }}' }],
    [{ text: 'Basic information about bearer tokens: ask for an access token.' }],
  ])('%j', (data) => {
    expect(found(data)).toEqual([]);
  });
});

describe('wherever it is', () => {
  const secret = fc
    .stringMatching(/^[a-z0-9]{24,40}$/)
    .map((text) => ({ text, planted: `Bearer ${text}` }));

  it('it is found at its path, and is in no answer', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { maxLength: 6 }),
        secret,
        (around, keys, { text, planted }) => {
          const data = keys.reduceRight<unknown>(
            (inner, key) => ({ around, [key]: inner }),
            planted,
          );
          const places = secretPlaces(data, 'parameters');
          const path = ['parameters', ...keys].join('.');
          expect(places.some((place) => place.path === path && place.kind === 'literal')).toBe(
            true,
          );
          expect(JSON.stringify(places)).not.toContain(text);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('it is in no answer either when it is a key', () => {
    fc.assert(
      fc.property(secret, fc.boolean(), ({ text }, asToken) => {
        const key = asToken ? `ghp_${text.repeat(2)}` : `${text}/${text}`;
        const places = secretPlaces({ [key]: { client_secret: 'abcdef123' } }, 'parameters');
        expect(places).toHaveLength(1);
        expect(JSON.stringify(places)).not.toContain(text);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('any data can be searched, however deep', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 6 }), (data) => {
        expect(Array.isArray(secretPlaces(data, 'parameters'))).toBe(true);
      }),
      { seed: 1, numRuns: 300 },
    );
    let deep: unknown = 'Bearer abcdefghijklmnop';
    for (let depth = 0; depth < 10_000; depth += 1) deep = [deep];
    expect(secretPlaces(deep, 'parameters')).toEqual([]);
  });
});
