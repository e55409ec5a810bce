import { describe, expect, it, test } from 'vitest';
import { REDIRECT_URI } from '../testing/redirect-uri.ts';
import { bodyOf, startRealm, type TestRealm } from '../testing/start-realm.ts';

const FORM = 'application/x-www-form-urlencoded';
const GRANT = { grant_type: 'client_credentials' };

const basic = (id: string, secret: string): string => `Basic ${btoa(`${id}:${secret}`)}`;
const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

interface Asked {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a token request as it is written. Returns the status and the error. */
async function ask(run: TestRealm, { query = '', headers = {}, body }: Asked) {
  const response = await fetch(`${run.realm.tokenUrl}${query}`, {
    method: 'POST',
    headers,
    body: Buffer.from(body),
  });
  const { error } = (await response.json()) as { readonly error?: string };
  return [response.status, error] as const;
}

const form = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams(fields).toString();

describe('a token request in a form that RFC 6749 does not have', () => {
  const inBody = ({ client: { id, secret } }: TestRealm) => ({
    ...GRANT,
    client_id: id,
    client_secret: secret,
  });
  const wrong: Readonly<Record<string, (run: TestRealm) => Asked>> = {
    'parameters as JSON': (run) => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(inBody(run)),
    }),
    'a form that is called text': (run) => ({
      headers: { 'content-type': 'text/plain' },
      body: form(inBody(run)),
    }),
    'a form without a content type': (run) => ({ body: form(inBody(run)) }),
    'the secret in the header and in the body': (run) => ({
      headers: { 'content-type': FORM, authorization: basic(run.client.id, run.client.secret) },
      body: form(inBody(run)),
    }),
    'a refresh token in the URL': (run) => ({
      query: '?refresh_token=x',
      headers: { 'content-type': FORM },
      body: form(inBody(run)),
    }),
    'the secret in the URL': ({ client }) => ({
      query: `?${form({ client_id: client.id, client_secret: client.secret })}`,
      headers: { 'content-type': FORM },
      body: form(GRANT),
    }),
    'a parameter twice': (run) => ({
      headers: { 'content-type': FORM },
      body: `${form(inBody(run))}&grant_type=client_credentials`,
    }),
  };

  it.each(Object.entries(wrong))('is refused: %s', async (_, asked) => {
    await using run = await startRealm();
    expect(await ask(run, asked(run))).toEqual([400, 'invalid_request']);
    expect(run.ledger.filter(({ action }) => action === 'issued')).toEqual([]);
  });

  it('is recorded with what it asked for', async () => {
    await using run = await startRealm();
    await ask(run, {
      headers: { 'content-type': 'text/plain' },
      body: form({ grant_type: 'refresh_token', client_id: run.client.id }),
    });
    expect(run.requests.at(-1)).toMatchObject({ grantType: 'refresh_token', client: 'main' });
  });

  it.each([
    'parameters as JSON',
    'a form without a content type',
    'the secret in the header and in the body',
  ])('is taken by a lenient realm: %s', async (name) => {
    await using run = await startRealm({ requests: 'lenient' });
    expect(await ask(run, wrong[name]?.(run) ?? { body: '' })).toEqual([200, undefined]);
  });
});

describe('a client that is registered for one place', () => {
  it.each(['header', 'body'] as const)('is refused in the other: %s', async (authentication) => {
    await using run = await startRealm();
    const { id, secret } = run.realm.registerClient('placed', { authentication });
    const sent = {
      header: {
        headers: { 'content-type': FORM, authorization: basic(id, secret) },
        body: form(GRANT),
      },
      body: {
        headers: { 'content-type': FORM },
        body: form({ ...GRANT, client_id: id, client_secret: secret }),
      },
    };
    const other = authentication === 'header' ? 'body' : 'header';
    expect(await ask(run, sent[other])).toEqual([401, 'invalid_client']);
    expect(await ask(run, sent[authentication])).toEqual([200, undefined]);
    run.realm.changePolicy({ requests: 'lenient' });
    expect(await ask(run, sent[other])).toEqual([200, undefined]);
  });
});

describe('a Basic header in another Base64 than that of RFC 4648 §4', () => {
  const sent = (encoded: string): Asked => ({
    headers: { 'content-type': FORM, authorization: `Basic ${encoded}` },
    body: form(GRANT),
  });

  it.each([
    ['without padding', 'sec', (text: string) => text.replace(/=+$/, '')],
    ['in the alphabet for URLs', 'a~~~', (text: string) => text.replaceAll('+', '-')],
  ])('is refused %s, and read by a lenient realm', async (_, secret, write) => {
    await using run = await startRealm();
    const { id } = run.realm.registerClient('chosen', { secret });
    const right = btoa(`${id}:${secret}`);
    const wrong = write(right);
    expect(wrong).not.toBe(right);
    expect(await ask(run, sent(right))).toEqual([200, undefined]);
    expect(run.requests.at(-1)?.form).not.toHaveProperty('otherBase64');
    expect(await ask(run, sent(wrong))).toEqual([401, 'invalid_client']);
    expect(run.requests.at(-1)?.form?.otherBase64).toBe(true);
    run.realm.changePolicy({ requests: 'lenient' });
    expect(await ask(run, sent(wrong))).toEqual([200, undefined]);
  });
});

describe('ids and secrets that need encoding', () => {
  const sent = (id: string, secret: string): Asked => ({
    headers: { 'content-type': FORM, authorization: basic(id, secret) },
    body: form(GRANT),
  });

  it('are read only when they were form-encoded', async () => {
    await using run = await startRealm({ clientSecrets: 'need-encoding' });
    const { id, secret } = run.client;
    expect(await ask(run, sent(id, secret))).toEqual([401, 'invalid_client']);
    expect(run.requests.at(-1)?.form?.unencoded).toBe(true);
    expect(await ask(run, sent(formEncoded(id), formEncoded(secret)))).toEqual([200, undefined]);
    expect(run.requests.at(-1)?.form).not.toHaveProperty('unencoded');
    expect(await ask(run, sent(encodeURIComponent(id), encodeURIComponent(secret)))).toEqual([
      200,
      undefined,
    ]);
  });

  it('are read as they are in the body, and by a lenient realm', async () => {
    await using run = await startRealm({ clientSecrets: 'need-encoding' });
    const { id, secret } = run.client;
    expect((await run.token(GRANT)).status).toBe(200);
    run.realm.changePolicy({ requests: 'lenient' });
    expect(await ask(run, sent(id, secret))).toEqual([200, undefined]);
  });

  it('do not fail a client that need not encode them', async () => {
    await using run = await startRealm();
    expect(await ask(run, sent(run.client.id, run.client.secret))).toEqual([200, undefined]);
    expect(run.requests.at(-1)?.form).not.toHaveProperty('unencoded');
  });
});

test('codes and tokens that need encoding are read only when they were form-encoded', async () => {
  await using run = await startRealm({
    tokens: 'need-encoding',
    refreshToken: { rotation: 'single-use' },
  });
  const { id, secret } = run.client;
  const unencoded = (
    name: string,
    value: string,
    more: Readonly<Record<string, string>>,
  ): Asked => ({
    headers: { 'content-type': FORM },
    body: `${form({ client_id: id, client_secret: secret, ...more })}&${name}=${value}`,
  });
  const code = await run.code();
  const connecting = { grant_type: 'authorization_code', redirect_uri: REDIRECT_URI };
  expect(await ask(run, unencoded('code', code, connecting))).toEqual([400, 'invalid_grant']);
  const { refresh_token: token = '' } = await bodyOf(run.exchangeCode(code));
  const refreshing = { grant_type: 'refresh_token' };
  expect(await ask(run, unencoded('refresh_token', token, refreshing))).toEqual([
    400,
    'invalid_grant',
  ]);
  const { access_token: access, refresh_token: next } = await bodyOf(run.refresh(token));
  expect((await run.call(access)).status).toBe(200);
  expect(run.realm.identify(next)).toMatchObject({ kind: 'refresh', generation: 2 });
  expect(run.realm.findSecrets(`${encodeURIComponent(token)} ${next}`)).toEqual([
    'refresh token f1·g1',
    'refresh token f1·g2',
  ]);
});

test('an API call with two access tokens is refused, RFC 6750 §2', async () => {
  await using run = await startRealm();
  const { access_token: token } = await run.connect();
  const twice = await fetch(`${run.realm.apiUrl}/items/1?access_token=${token}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(twice.status).toBe(400);
  expect(twice.headers.get('www-authenticate')).toContain('error="invalid_request"');
  expect((await run.call(token)).status).toBe(200);
});

describe('an authorization request', () => {
  const errorOf = async (run: TestRealm, more: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: run.client.id,
      redirect_uri: 'http://127.0.0.1/callback',
      ...more,
    });
    const response = await fetch(`${run.realm.authorizationUrl}?${query}`, { redirect: 'manual' });
    return new URL(response.headers.get('location') ?? '').searchParams.get('error');
  };
  const challenge = 'c'.repeat(43);

  it('may use PKCE with S256 only, unless the policy says otherwise', async () => {
    await using run = await startRealm();
    expect(await errorOf(run, { code_challenge: challenge })).toBe('invalid_request');
    expect(
      await errorOf(run, { code_challenge: challenge, code_challenge_method: 'S256' }),
    ).toBeNull();
    run.realm.changePolicy({ pkce: 'optional' });
    expect(await errorOf(run, { code_challenge: challenge })).toBeNull();
  });

  it('needs a state where the policy says so', async () => {
    await using run = await startRealm({ state: 'required' });
    expect(await errorOf(run, {})).toBe('invalid_request');
    expect(await errorOf(run, { state: 'x' })).toBeNull();
  });
});
