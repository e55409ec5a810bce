import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { REDIRECT_URI } from '../testing/redirect-uri.ts';
import { bodyOf, startRealm, type TestRealm } from '../testing/start-realm.ts';

const authorizing = (
  { realm, client }: TestRealm,
  changed: Readonly<Record<string, string | undefined>>,
): Promise<Response> => {
  const parameters = { response_type: 'code', client_id: client.id, redirect_uri: REDIRECT_URI };
  const query = Object.entries({ ...parameters, ...changed }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return fetch(`${realm.authorizationUrl}?${new URLSearchParams(query)}`, { redirect: 'manual' });
};

const backWith = (response: Response, name: string): string | null =>
  new URL(response.headers.get('location') ?? '').searchParams.get(name);

const post = (url: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields) });

describe('the scope of a refresh (RFC 6749 §3.3, §6)', () => {
  it.each([' ', 'read  write', ' read', 'read write admin', 'read"'])(
    'refuses %j',
    async (scope) => {
      await using run = await startRealm();
      const { refresh_token } = await run.connect();
      const refused = await run.refresh(refresh_token, { scope });
      expect([refused.status, (await bodyOf(refused)).error]).toEqual([400, 'invalid_scope']);
      expect((await run.refresh(refresh_token, { scope: 'write read' })).status).toBe(200);
    },
  );

  it('takes one without a value for one that was left out (§3.2)', async () => {
    await using run = await startRealm();
    const { refresh_token } = await run.connect();
    expect((await bodyOf(run.refresh(refresh_token, { scope: '' }))).scope).toBe('read write');
  });
});

describe('a public client', () => {
  it('cannot act for itself (RFC 6749 §4.4)', async () => {
    await using run = await startRealm();
    const { id } = run.realm.registerClient('app', { type: 'public' });
    const refused = await post(run.realm.tokenUrl, {
      grant_type: 'client_credentials',
      client_id: id,
    });
    expect([refused.status, (await bodyOf(refused)).error]).toEqual([400, 'unauthorized_client']);
  });

  it('may not introspect (RFC 7662 §2.1)', async () => {
    await using run = await startRealm();
    const { id } = run.realm.registerClient('app', { type: 'public' });
    const { access_token } = await run.connect();
    const url = run.realm.tokenUrl.replace(/token$/, 'introspect');
    const refused = await post(url, { client_id: id, token: access_token });
    expect([refused.status, (await bodyOf(refused)).error]).toEqual([401, 'invalid_client']);
    const metadata = (await (
      await fetch(`${run.realm.issuer}/.well-known/openid-configuration`)
    ).json()) as Readonly<Record<string, readonly string[]>>;
    expect(metadata.introspection_endpoint_auth_methods_supported).not.toContain('none');
    expect(metadata.token_endpoint_auth_methods_supported).toContain('none');
  });

  it('gets a code only with a code challenge (RFC 9700 §2.1.1)', async () => {
    await using run = await startRealm();
    const { id } = run.realm.registerClient('app', { type: 'public' });
    const without = await authorizing(run, { client_id: id });
    expect(backWith(without, 'error')).toBe('invalid_request');
    const challenge = createHash('sha256').update('v'.repeat(43)).digest('base64url');
    const proved = await authorizing(run, {
      client_id: id,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    expect(backWith(proved, 'code')).toMatch(/./);
    expect(backWith(await authorizing(run, {}), 'code')).toMatch(/./);
    run.realm.changePolicy({ pkce: 'optional' });
    expect(backWith(await authorizing(run, { client_id: id }), 'code')).toMatch(/./);
  });
});

describe('a refresh token that has been replaced', () => {
  it('ends the consent when it is shown again (RFC 9700 §4.14.2)', async () => {
    await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
    const first = await run.connect();
    const second = await bodyOf(run.refresh(first.refresh_token));
    expect((await run.refresh(first.refresh_token)).status).toBe(400);
    expect((await run.call(second.access_token)).status).toBe(401);
    expect((await run.refresh(second.refresh_token)).status).toBe(400);
  });

  it('ends the consent when it is revoked (RFC 7009 §2.1)', async () => {
    await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
    const first = await run.connect();
    const second = await bodyOf(run.refresh(first.refresh_token));
    const revoked = await post(run.realm.tokenUrl.replace(/token$/, 'revoke'), {
      client_id: run.client.id,
      client_secret: run.client.secret,
      token: first.refresh_token ?? '',
    });
    expect(revoked.status).toBe(200);
    expect((await run.call(second.access_token)).status).toBe(401);
    expect((await run.refresh(second.refresh_token)).status).toBe(400);
  });
});

describe('an authorization request', () => {
  it('without a response type is told what is missing (RFC 6749 §4.1.2.1)', async () => {
    await using run = await startRealm();
    expect(backWith(await authorizing(run, { response_type: undefined }), 'error')).toBe(
      'invalid_request',
    );
    expect(backWith(await authorizing(run, { response_type: 'token' }), 'error')).toBe(
      'unsupported_response_type',
    );
  });

  it.each([
    String.raw`http:\\evil.example`,
    ' http://127.0.0.1/callback',
    'http://127.0.0.1/callback ',
    'http:/127.0.0.1/callback',
    'http:127.0.0.1/callback',
    'http://127.0.0.1/call\tback',
    'http://127.0.0.1/callback#here',
    'javascript:alert(1)',
    '/callback',
  ])('is never sent to %j', async (redirectUri) => {
    await using run = await startRealm();
    const answer = await authorizing(run, { redirect_uri: redirectUri });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  });
});

describe('credentials in a header that cannot be read (RFC 6749 §5.2)', () => {
  it.each(['Basic', 'Basic !!!', `Basic ${btoa('no-colon')}`, 'Bearer abc', 'Digest username=x'])(
    'are answered with the scheme to use: %s',
    async (authorization) => {
      await using run = await startRealm();
      const refused = await fetch(run.realm.tokenUrl, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    },
  );
});

describe('HTTP', () => {
  it('answers HEAD like GET, without the content (RFC 9110 §9.3.2)', async () => {
    await using run = await startRealm();
    const metadata = `${run.realm.issuer}/.well-known/openid-configuration`;
    const [head, get] = await Promise.all(
      ['HEAD', 'GET'].map((method) => fetch(metadata, { method })),
    );
    expect(head?.status).toBe(200);
    expect(head?.headers.get('content-length')).toBe(get?.headers.get('content-length'));
    expect(await head?.text()).toBe('');
    expect((await fetch(run.realm.tokenUrl, { method: 'HEAD' })).status).toBe(405);
  });

  it('understands a request target with scheme and host (RFC 9112 §3.2.2)', async () => {
    await using run = await startRealm();
    const { port, origin, pathname } = new URL(run.realm.issuer);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    const target = `${origin}${pathname}/.well-known/openid-configuration`;
    socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    socket.destroy();
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
  });
});
