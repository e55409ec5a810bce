import { describe, expect, it } from 'vitest';
import type { CredentialRequest } from '../../model/client.ts';
import { CREDENTIAL_DEFAULTS } from '../../model/credential-defaults.ts';
import { canDisconnect, Credentials } from './credentials.ts';
import { RestClient } from './rest-client.ts';
import { fakeServer, type FakeReply, type FakeServer } from './testing/fake-server.ts';

const signal = new AbortController().signal;
const CALLBACK = '/rest/oauth2-credential/callback';
const BLANK = '__n8n_BLANK_VALUE_';

function request(url: string, spec: Partial<CredentialRequest['spec']> = {}): CredentialRequest {
  const provider = {
    authorizationUrl: `${url}/authorize`,
    tokenUrl: `${url}/token`,
    apiUrl: `${url}/api`,
    clientId: 'id',
    clientSecret: 'secret',
  };
  return {
    name: 'main',
    spec: { ...CREDENTIAL_DEFAULTS, ...spec },
    provider,
  };
}

/**
 * A fake n8n and a fake provider in one. `authorize` is the provider's answer, `callback` is n8n's
 * page.
 */
function both(
  options: {
    readonly authorize?: FakeReply;
    readonly callback?: string;
    readonly grantType?: string;
  } = {},
): Promise<FakeServer> {
  return fakeServer(({ path, headers }) => {
    if (path === '/rest/credentials') return { body: { data: { id: 'c1' } } };
    if (path === '/rest/credentials/c1') {
      return {
        body: {
          data: {
            id: 'c1',
            name: 'main',
            type: 'oAuth2Api',
            data: {
              grantType: options.grantType ?? 'authorizationCode',
              scope: 'read',
              clientSecret: BLANK,
              oauthTokenData: true,
              csrfSecret: BLANK,
            },
          },
        },
      };
    }
    if (path === '/rest/oauth2-credential/auth')
      return {
        headers: { 'set-cookie': 'n8n-auth=session' },
        body: { data: `http://${String(headers['host'])}/authorize?state=st` },
      };
    if (path === '/authorize')
      return options.authorize ?? { status: 302, headers: { location: '/consent' } };
    // n8n calls itself localhost, whatever address it listens on.
    if (path === '/consent')
      return {
        status: 302,
        headers: { location: `http://localhost:1${CALLBACK}?code=abc&state=st` },
      };
    return { body: options.callback ?? '<h1>Connection successful</h1>' };
  });
}

const credentialsOf = (server: FakeServer): Credentials =>
  new Credentials(new RestClient(server.url, async () => {}));

describe('Credentials', () => {
  it.each([
    ['authorization-code', 'authorizationCode'],
    ['pkce', 'pkce'],
  ] as const)('creates %s as the form does', async (grant, grantType) => {
    await using n8n = await both();
    expect(
      await credentialsOf(n8n).create(
        request('http://p', { grant, authentication: 'body' }),
        signal,
      ),
    ).toBe('c1');
    const data = {
      grantType,
      authUrl: 'http://p/authorize',
      accessTokenUrl: 'http://p/token',
      clientId: 'id',
      clientSecret: 'secret',
      scope: 'read',
      authentication: 'body',
      authQueryParameters: '',
    };
    expect(n8n.requests[0]?.body).toEqual({ name: 'main', type: 'oAuth2Api', data });
  });

  it('creates client credentials without an authorization endpoint', async () => {
    await using n8n = await both();
    await credentialsOf(n8n).create(request('http://p', { grant: 'client-credentials' }), signal);
    expect(n8n.requests[0]?.body).toMatchObject({ data: { grantType: 'clientCredentials' } });
    expect(JSON.stringify(n8n.requests[0]?.body)).not.toContain('authUrl');
  });

  it('connects: follows the provider back and calls n8n where it listens', async () => {
    await using n8n = await both();
    await credentialsOf(n8n).connect('c1', signal);
    const callback = n8n.requests.at(-1);
    expect(callback?.path).toBe(CALLBACK);
    expect(callback?.query.get('code')).toBe('abc');
  });

  it('sends the callback of the connect again, or one with another state or none', async () => {
    await using n8n = await both();
    const credentials = credentialsOf(n8n);
    await expect(credentials.receiveCallback('c1', 'replayed', signal)).rejects.toMatchObject({
      code: 'callback-missing',
    });
    await credentials.connect('c1', signal);
    const connected = n8n.requests.at(-1)?.query;
    expect(await credentials.receiveCallback('c1', 'replayed', signal)).toMatchObject({
      taken: true,
      page: expect.stringContaining('<'),
    });
    expect(n8n.requests.at(-1)?.query).toEqual(connected);
    await credentials.receiveCallback('c1', 'stateless', signal);
    expect(n8n.requests.at(-1)?.query.has('state')).toBe(false);
    await credentials.receiveCallback('c1', 'forged', signal);
    expect(n8n.requests.at(-1)?.path).toBe(CALLBACK);
    expect(n8n.requests.at(-1)?.query.get('code')).toBe('abc');
    expect(n8n.requests.at(-1)?.query.get('state')).not.toBe(connected?.get('state'));
  });

  it('sends a callback from a browser that has neither a session nor its cookies', async () => {
    await using n8n = await both();
    const credentials = credentialsOf(n8n);
    await credentials.connect('c1', signal);
    expect(n8n.requests.at(-1)?.headers['cookie']).toContain('n8n-auth=');
    await credentials.receiveCallback('c1', 'sessionless', signal);
    const callback = n8n.requests.at(-1);
    expect(callback?.path).toBe(CALLBACK);
    expect(callback?.query.get('state')).toBe('st');
    expect(callback?.headers['cookie']).toBe('');
  });

  it('sends a callback from the same browser without its login, and goes on logged in', async () => {
    await using n8n = await both({
      callback: '<h4>Error: Unauthorized</h4>',
    });
    const credentials = credentialsOf(n8n);
    await credentials.connect('c1', signal).catch(() => undefined);
    expect(await credentials.receiveCallback('c1', 'logged-out', signal)).toMatchObject({
      taken: false,
      shown: 'Unauthorized',
    });
    expect(n8n.requests.at(-1)?.path).toBe(CALLBACK);
    expect(n8n.requests.at(-1)?.headers['cookie']).not.toContain('n8n-auth=');
    await credentials.receiveCallback('c1', 'forged', signal);
    expect(n8n.requests.at(-1)?.headers['cookie']).toContain('n8n-auth=');
  });

  it('has nothing to connect for client credentials', async () => {
    await using n8n = await both({ grantType: 'clientCredentials' });
    await credentialsOf(n8n).connect('c1', signal);
    expect(n8n.requests.map(({ path }) => path)).toEqual(['/rest/credentials/c1']);
  });

  it('fails with what the page says, without the code in it', async () => {
    await using n8n = await both({
      callback:
        '<h4>Error: Insufficient parameters.</h4><pre class="reason">{&quot;code&quot;:&quot;abc&quot;}</pre>',
    });
    const failed = credentialsOf(n8n).connect('c1', signal);
    await expect(failed).rejects.toMatchObject({
      code: 'connect-failed',
      message: expect.stringContaining('Insufficient parameters. / {"code":"***"}'),
    });
  });

  it('fails when the provider does not send the user back', async () => {
    await using n8n = await both({ authorize: { status: 503 } });
    await expect(credentialsOf(n8n).connect('c1', signal)).rejects.toThrow(/answered 503/);
    await using loop = await both({
      authorize: { status: 302, headers: { location: '/authorize' } },
    });
    await expect(credentialsOf(loop).connect('c1', signal)).rejects.toThrow(/redirected more than/);
  });

  it('edits the scope: every field goes back, placeholders too, but no tokens', async () => {
    await using n8n = await both();
    await credentialsOf(n8n).editScope('c1', 'read write', signal);
    expect(n8n.requests.at(-1)).toMatchObject({ method: 'PATCH', path: '/rest/credentials/c1' });
    expect(n8n.requests.at(-1)?.body).toEqual({
      id: 'c1',
      name: 'main',
      type: 'oAuth2Api',
      data: { grantType: 'authorizationCode', scope: 'read write', clientSecret: BLANK },
    });
  });

  it('disconnects, where n8n can do that', async () => {
    await using n8n = await fakeServer(({ path }) =>
      path === '/rest/credentials/none/oauth-token'
        ? { status: 404, body: { code: 404, message: 'Credential not found' } }
        : { body: { data: true } },
    );
    const rest = new RestClient(n8n.url, async () => undefined);
    expect(await canDisconnect(rest, signal)).toBe(true);
    await new Credentials(rest).disconnect('c1', signal);
    expect(n8n.requests.at(-1)).toMatchObject({
      method: 'DELETE',
      path: '/rest/credentials/c1/oauth-token',
    });
    await using older = await fakeServer(() => ({ status: 404, body: '<pre>Cannot DELETE</pre>' }));
    expect(await canDisconnect(new RestClient(older.url, async () => undefined), signal)).toBe(
      false,
    );
  });

  it('reads all that the form shows', async () => {
    await using n8n = await both();
    const shown = await credentialsOf(n8n).readForm('c1', signal);
    expect(JSON.parse(shown)).toMatchObject({ name: 'main', data: { clientSecret: BLANK } });
  });

  it('renames: every field goes back as it was, and the name as n8n takes it', async () => {
    await using n8n = await both();
    expect(await credentialsOf(n8n).rename('c1', 'ab', signal)).toBe('ab_');
    expect(n8n.requests.at(-1)?.body).toEqual({
      id: 'c1',
      name: 'ab_',
      type: 'oAuth2Api',
      data: { grantType: 'authorizationCode', scope: 'read', clientSecret: BLANK },
    });
  });
});
