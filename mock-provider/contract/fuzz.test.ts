import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEVICE_CODE } from '../endpoints/grants/device-code.ts';
import { preset } from '../policy/parse-preset.ts';
import { askAll } from '../testing/fuzz/ask-all.ts';
import type { Answered, Asked } from '../testing/fuzz/ask.ts';
import { fuzzRuns } from '../testing/fuzz/fuzz-runs.ts';
import { Tally } from '../testing/fuzz/tally.ts';
import { REDIRECT_URI } from '../testing/redirect-uri.ts';
import { startRealm } from '../testing/start-realm.ts';

const RUNS = fuzzRuns(10_000);

/** An assertion of a client with keys. Its signature is not valid. */
const UNSIGNED = [
  '{"alg":"ES256"}',
  '{"iss":"client-signer","sub":"client-signer","exp":1e300}',
  'x',
]
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');

const PARAMETERS = [
  'grant_type',
  'refresh_token',
  'code',
  'code_verifier',
  'redirect_uri',
  'client_id',
  'client_secret',
  'scope',
  'token',
  'token_type_hint',
  'response_type',
  'state',
  'code_challenge',
  'code_challenge_method',
  'nonce',
  'device_code',
  'user_code',
  'consent_request',
  'decision',
  'user',
  'scope:read',
  'prompt',
  'client_assertion',
  'client_assertion_type',
  '__proto__',
  'constructor',
] as const;

/** Requests from almost valid to nonsense. `known` has values that mean something to the realm. */
function requests(realm: string, known: readonly string[]): fc.Arbitrary<Asked> {
  const value = fc.oneof(
    fc.constantFrom(...known),
    fc.string({ maxLength: 40, unit: 'binary' }),
    fc.constantFrom('', '0', '\0', '%', '../..', '{{now}}', '"', '\uFEFF', 'a'.repeat(5_000)),
  );
  const fields = fc.array(fc.tuple(fc.constantFrom(...PARAMETERS), value), { maxLength: 8 });
  const form = fields.map((pairs) => ({
    type: 'application/x-www-form-urlencoded',
    body: Buffer.from(new URLSearchParams(pairs.map(([name, text]) => [name, text])).toString()),
  }));
  const json = fc
    .oneof(
      fields.map((pairs) => JSON.stringify(Object.fromEntries(pairs))),
      fc.json(),
    )
    .map((text) => ({ type: 'application/json', body: Buffer.from(text) }));
  const bytes = fc
    .tuple(
      fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/xml', ';', ''),
      fc.uint8Array({ maxLength: 300 }),
    )
    .map(([type, body]) => ({ type, body: Buffer.from(body) }));
  const authorization = fc.constantFrom(
    undefined,
    'Basic',
    'Basic Og==',
    'Basic %%',
    'Bearer',
    'Bearer x',
    'Bearer a b',
    ...known.map((text) => `Bearer ${encodeURIComponent(text)}`),
    ...known.map((text) => `Basic ${Buffer.from(`client-main:${text}`).toString('base64')}`),
  );
  return fc
    .tuple(
      fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'),
      fc.constantFrom(
        '/token',
        '/token',
        '/token',
        '/authorize',
        '/revoke',
        '/introspect',
        '/device_authorization',
        '/device',
        '/authorize/decide',
        '/userinfo',
        '/jwks',
        '/api/items/1',
        '/api/items/%',
        '/.well-known/openid-configuration',
        '/nowhere',
        '//',
        '/__proto__',
      ),
      fc.boolean(),
      fc.oneof(
        { weight: 5, arbitrary: form },
        { weight: 2, arbitrary: json },
        { weight: 2, arbitrary: bytes },
      ),
      authorization,
      fc.constantFrom(undefined, '*/*', 'application/json', ';;;'),
    )
    .map(([method, path, inQuery, { type, body }, auth, accept]) => ({
      method,
      target: `/${realm}${
        inQuery && type === 'application/x-www-form-urlencoded'
          ? `${path}?${body.toString('latin1').replaceAll(/[^\x21-\x7e]/g, '')}`
          : path
      }`,
      headers: {
        'content-type': type,
        ...(auth === undefined ? {} : { authorization: auth }),
        ...(accept === undefined ? {} : { accept }),
      },
      body,
    }));
}

/** True unless an error in JSON says nothing in one of the members that clients read. */
function isShaped({ status, type, body }: Answered): boolean {
  if (status < 400 || body === '' || !type.startsWith('application/json')) return true;
  const told = JSON.parse(body) as object;
  return 'error' in told || 'message' in told || 'error_description' in told;
}

test.each([
  [
    'the RFCs',
    {
      refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
      scopes: 'openid read write',
    },
    'at-once',
  ],
  ['the RFCs, with a consent page', {}, 'page'],
  ['GitHub', preset('github-app'), 'at-once'],
] as const)(
  'requests of all kinds to a realm by %s: an answer each, never a 500, a stack or a hang',
  async (name, policy, consent) => {
    await using run = await startRealm(policy);
    run.realm.registerClient('signer', {
      jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }] },
    });
    const { access_token: access = '', refresh_token: refresh = '' } = Object.fromEntries(
      new URLSearchParams(await (await run.exchangeCode(await run.code())).text()),
    ) as Record<string, string>;
    const device = (await (
      await fetch(`${run.realm.issuer}/device_authorization`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: run.client.id, client_secret: run.client.secret }),
      })
    ).json()) as Record<string, string>;
    const code = await run.code();
    run.realm.changePolicy({ consent });
    const asked = await (
      await fetch(
        `${run.realm.authorizationUrl}?${new URLSearchParams({ response_type: 'code', client_id: run.client.id, redirect_uri: REDIRECT_URI })}`,
        { redirect: 'manual' },
      )
    ).text();
    const known = [
      'allow',
      'deny',
      /oc_cr_[\w-]+/.exec(asked)?.[0] ?? '',
      REDIRECT_URI,
      DEVICE_CODE,
      device.device_code ?? '',
      device.user_code ?? '',
      'authorization_code',
      'refresh_token',
      'client_credentials',
      'code',
      run.client.id,
      run.client.secret,
      access || 'x',
      refresh || 'y',
      code,
      'read',
      'S256',
      'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      UNSIGNED,
    ];
    await askAll({
      run,
      tally: new Tally(`requests to a realm by ${name}`, RUNS),
      cases: fc.sample(requests(run.realm.name, known), RUNS),
      requestOf: (asked) => ({
        asked,
        what: `${asked.method} ${asked.target} ${asked.body.toString().slice(0, 500)}`,
      }),
      judge: (answered, asked) =>
        asked.method === 'HEAD' || isShaped(answered) ? undefined : 'an error without its form',
    });
    expect((await run.token({ grant_type: 'client_credentials' })).status).toBe(200);
  },
);
