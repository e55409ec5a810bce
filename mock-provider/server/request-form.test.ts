import { describe, expect, it } from 'vitest';
import { digestOfPairs } from '../model/content-digest.ts';
import type { RequestForm } from '../model/request-form.ts';
import { REDIRECT_URI } from '../testing/redirect-uri.ts';
import { startRealm, type TestRealm } from '../testing/start-realm.ts';

const latest = (run: TestRealm) => run.requests.at(-1);

describe('the form of a request in its record', () => {
  it('has the names of parameters, the media types and no value', async () => {
    await using run = await startRealm();
    await fetch(`${run.realm.tokenUrl}?debug=1&debug=2`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ grant_type: 'client_credentials', client_secret: 'wrong' }),
    });
    expect(latest(run)?.form).toEqual({
      contentType: 'application/x-www-form-urlencoded;charset=UTF-8',
      accept: 'application/json',
      query: ['debug', 'debug'],
      bytes: 'grant_type=client_credentials&client_secret=wrong'.length,
      fields: ['grant_type', 'client_secret'],
      authentication: ['body'],
      token: [],
      secrets: [],
    });
  });

  it('has the names of the fields of a form of parts, and a digest of it', async () => {
    await using run = await startRealm();
    const form = new FormData();
    form.append('note', 'Grüße');
    form.append('file', new File(['content'], 'a.txt'));
    await fetch(`${run.realm.apiUrl}/items/1`, { method: 'POST', body: form });
    const { fields, bodyDigest } = latest(run)?.form ?? {};
    expect(fields).toEqual(['note', 'file']);
    expect(bodyDigest).toBe(
      digestOfPairs([
        ['note', 'Grüße'],
        ['file', 'a.txt\ncontent'],
      ]),
    );
  });

  it('lists every place in which the client authenticates', async () => {
    await using run = await startRealm();
    const { id, secret } = run.client;
    await fetch(`${run.realm.tokenUrl}?client_secret=${secret}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
        'content-type': 'text/plain',
      },
      body: JSON.stringify({ client_secret: secret, client_assertion: 'x' }),
    });
    expect(latest(run)?.form).toMatchObject({
      authentication: ['header', 'body', 'query', 'assertion'],
      secrets: ['url', 'headers', 'body'].map((place) => ({
        place,
        name: 'client secret of main',
      })),
    });
  });

  it('finds a percent-encoded secret in the URL', async () => {
    await using run = await startRealm();
    const { secret } = run.client;
    const encoded = [...secret].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('');
    await fetch(`${run.realm.apiUrl}/items/1?key=${encoded}`);
    expect(latest(run)?.form?.secrets).toEqual([{ place: 'url', name: 'client secret of main' }]);
    expect(JSON.stringify(run.events)).not.toContain(secret);
  });

  it.each([
    ['a space and a colon', 'a secret: of mine+50%'],
    ['characters that the two encodings treat differently', "it's (not) ~simple!*"],
  ])('finds a secret with %s in a Basic header, encoded or not', async (_, secret) => {
    await using run = await startRealm();
    const { id } = run.realm.registerClient('chosen', { secret });
    const form = new URLSearchParams([['', secret]]).toString().slice(1);
    for (const written of [secret, encodeURIComponent(secret), form]) {
      await fetch(run.realm.tokenUrl, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${id}:${written}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      expect(latest(run)?.form?.secrets).toEqual([
        { place: 'headers', name: 'client secret of chosen' },
      ]);
    }
  });

  it('names the header of a secret that is not in Authorization', async () => {
    await using run = await startRealm();
    const { access_token: token } = await run.connect();
    await fetch(`${run.realm.apiUrl}/items/1`, {
      headers: { authorization: `Bearer ${token}`, cookie: `token=${token}` },
    });
    const [first, ...more] = latest(run)?.form?.secrets ?? [];
    expect(first).toEqual({ place: 'headers', name: expect.stringMatching(/^access token/) });
    expect(more).toEqual([{ ...first, header: 'cookie' }]);
  });

  it('says where the access token of a call is, and recognises the same content', async () => {
    await using run = await startRealm();
    const { access_token: token } = await run.connect();
    const call = (body: string, type: string): Promise<Response> =>
      fetch(`${run.realm.apiUrl}/items/1?access_token=${token}&page=2`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        body,
      });
    const part = (boundary: string): [string, string] => [
      `--${boundary}\r\n\r\nhello\r\n--${boundary}--`,
      `multipart/form-data; boundary=${boundary}`,
    ];
    for (const [body, type] of [part('one'), part('two'), ['other', 'text/plain'] as const])
      await call(body, type);
    const forms = run.requests.slice(-3).map(({ form }) => form);
    expect(forms[0]).toMatchObject({ token: ['header', 'query'], query: ['access_token', 'page'] });
    expect(forms[0]?.secrets.map(({ place }) => place)).toEqual(['url', 'headers']);
    expect(forms[0]?.bodyDigest).toBe(forms[1]?.bodyDigest);
    expect(forms[2]?.bodyDigest).not.toBe(forms[1]?.bodyDigest);
    expect(new Set(forms.map((form) => form?.queryDigest)).size).toBe(1);
  });

  it('tells the headers that a call adds, and hides their values', async () => {
    await using run = await startRealm();
    const token = (await run.connect()).access_token;
    const call = async (order: string): Promise<RequestForm['headers']> => {
      await fetch(`${run.realm.apiUrl}/items/1`, {
        headers: { authorization: `Bearer ${token}`, 'X-Order': order, accept: '*/*' },
      });
      return latest(run)?.form?.headers;
    };
    const first = await call('7');
    expect(first).toEqual({ 'x-order': expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(await call('7')).toEqual(first);
    expect(await call('8')).not.toEqual(first);
    await run.token({ grant_type: 'client_credentials' });
    expect(latest(run)?.form).not.toHaveProperty('headers');
  });

  it('has no digest of a token request', async () => {
    await using run = await startRealm();
    await run.token({ grant_type: 'client_credentials' });
    expect(latest(run)?.form).not.toHaveProperty('bodyDigest');
    expect(latest(run)?.form).not.toHaveProperty('queryDigest');
  });
});

describe('what an authorization request says', () => {
  const ask = (run: TestRealm, more: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(
      `${run.realm.authorizationUrl}?${new URLSearchParams({
        response_type: 'code',
        client_id: run.client.id,
        redirect_uri: REDIRECT_URI,
        ...more,
      })}`,
      { redirect: 'manual' },
    );

  it('is recorded without the values made for it', async () => {
    await using run = await startRealm();
    const state = 'S'.repeat(10) + '0123456789';
    await ask(run, { state, code_challenge: 'c'.repeat(43) });
    expect(latest(run)?.authorization).toMatchObject({
      responseType: 'code',
      redirectUri: REDIRECT_URI,
      state: { characters: 20 },
      challenge: { method: 'plain', characters: 43 },
    });
    expect(JSON.stringify(run.events)).not.toContain(state);
  });

  it('has no state and no challenge when there was none', async () => {
    await using run = await startRealm();
    await ask(run, {});
    expect(latest(run)?.authorization).toEqual({ responseType: 'code', redirectUri: REDIRECT_URI });
  });

  it('counts only what is new in a state', async () => {
    await using run = await startRealm();
    const bits = async (state: string): Promise<number | undefined> => {
      await ask(run, { state });
      return latest(run)?.authorization?.state?.bitsAtMost;
    };
    expect(await bits('credential-17-aaaaaaaa')).toBeGreaterThan(100);
    expect(await bits('credential-17-aaaaaaab')).toBeLessThan(8);
    expect(await bits('credential-17-aaaaaaab')).toBe(0);
  });
});

it('says whether a code verifier came with a code', async () => {
  await using run = await startRealm();
  await run.connect();
  const exchange = run.requests.find(({ grantType }) => grantType === 'authorization_code');
  expect(exchange?.codeVerifier).toBe(false);
  await run.token({ grant_type: 'authorization_code', code: 'x', code_verifier: 'y' });
  expect(latest(run)?.codeVerifier).toBe(true);
});

it('says of a code verifier how much of it is new, and whether the browser has seen it', async () => {
  await using run = await startRealm();
  const verifierOf = async (verifier: string) => {
    await run.token({ grant_type: 'authorization_code', code: 'x', code_verifier: verifier });
    return latest(run)?.verifier;
  };
  const [own, other] = ['abcdefghij'.repeat(5), 'ABCDEFGHIJ'.repeat(5)];
  await run.code({ state: other });
  expect(await verifierOf(own)).toMatchObject({ characters: 50, wellFormed: true, shown: false });
  expect(await verifierOf(own)).toMatchObject({ bitsAtMost: 0 });
  expect(await verifierOf(other)).toMatchObject({ wellFormed: true, shown: true });
  await run.code({ state: Buffer.from(JSON.stringify({ own })).toString('base64') });
  expect(await verifierOf(own)).toMatchObject({ shown: true });
  expect(await verifierOf(`${own.slice(1)} `)).toMatchObject({ wellFormed: false, shown: false });
  expect(JSON.stringify(run.events)).not.toContain(own);
});
