import { describe, expect, it } from 'vitest';
import { fakeServer, type FakeRequest } from '../../n8n/rest/testing/fake-server.ts';
import { told } from '../snapshot/fact.ts';
import { exportedWorkflow, SECRET } from '../testing/stored.ts';
import { readInstance } from './instance.ts';

const { signal } = new AbortController();
const account = { email: 'me@example.com', password: 'Right1234' };
const data = (body: unknown) => ({ body: { data: body } });
const BLANK = '__n8n_BLANK_VALUE_e5362baf-c777-4d57-a609-6eaf1f9e87f6';

const session = (iat: number): string =>
  [{ alg: 'HS256' }, { id: 'u1', iat }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('c2ln')
    .join('.');

const FIELDS = {
  scope: 'read',
  accessTokenUrl: 'https://idp.example/token',
  clientSecret: BLANK,
  oauthTokenData: true,
};

/** An n8n that is only read: whatever else is asked of it is refused. */
const n8n = ({
  credentials = { c1: FIELDS } as Readonly<Record<string, unknown>>,
  scopes = ['workflow:list', 'credential:list'],
  aheadMs = 0,
} = {}) =>
  fakeServer(({ method, path, query, body }: FakeRequest) => {
    if (method === 'POST' && path === '/rest/login')
      return (body as { password: string }).password === account.password
        ? {
            ...data({ id: 'u1' }),
            headers: {
              'set-cookie': `n8n-auth=${session(Math.floor((Date.now() + aheadMs) / 1000))}; HttpOnly`,
            },
          }
        : { status: 401, body: { code: 401, message: 'Wrong username or password.' } };
    if (method !== 'GET') return { status: 500, body: { message: `${method} is not for readers` } };
    switch (path) {
      case '/rest/settings':
        return data({
          versionCli: '2.41.1',
          databaseType: 'postgresdb',
          executionMode: 'queue',
          userManagement: {},
        });
      case '/rest/login':
        return data({ globalScopes: scopes });
      case '/rest/workflows':
        return data([{ id: 'w1' }, { id: 'w2' }]);
      case '/rest/workflows/w1':
        return data(exportedWorkflow());
      case '/rest/workflows/w2':
        return data(exportedWorkflow('c1', { id: 'w2', isArchived: true }));
      case '/rest/credentials':
        return data([
          ...Object.keys(credentials).map((id) => ({ id, name: `of ${id}`, type: 'oAuth2Api' })),
          { id: 'h1', name: 'Header', type: 'httpHeaderAuth' },
        ]);
      default: {
        const id = /^\/rest\/credentials\/(\w+)$/.exec(path)?.[1] ?? '';
        if (!(id in credentials) || query.get('includeData') !== 'true')
          return { status: 404, body: { message: 'not found' } };
        return data({ id, data: credentials[id] });
      }
    }
  });

describe('a running n8n', () => {
  it('is only read, but for the login', async () => {
    await using server = await n8n();
    await readInstance({ url: server.url, account }, signal);
    const sent = server.requests.map(({ method, path }) => `${method} ${path}`);
    expect(sent.filter((one) => !one.startsWith('GET '))).toEqual(['POST /rest/login']);
    expect(sent).not.toContain('GET /rest/credentials/h1');
  });

  it('tells what it tells, and withholds tokens', async () => {
    await using server = await n8n();
    const snapshot = await readInstance({ url: `${server.url}/`, account }, signal);
    expect(snapshot).toMatchObject({
      source: { kind: 'instance', name: server.url },
      version: { is: '2.41.1' },
      topology: { is: 'queue' },
      remarks: [],
    });
    expect(told(snapshot.workflows)).toMatchObject([{ id: 'w1', secrets: [{}] }]);
    expect(told(snapshot.credentials)).toEqual([
      {
        id: 'c1',
        name: 'of c1',
        type: 'oAuth2Api',
        settings: {
          is: {
            grantType: 'authorizationCode',
            scopes: { is: ['read'] },
            tokenUrl: { is: 'https://idp.example/token' },
          },
        },
        connected: { is: true },
        tokens: { withheld: 'n8n blanks token data over REST' },
        encryption: { withheld: expect.any(String) },
      },
    ]);
    expect([...(told(snapshot.credentialIds) ?? [])]).toEqual(['c1', 'h1']);
    expect(JSON.stringify(snapshot)).not.toContain(SECRET);
    expect(JSON.stringify(snapshot)).not.toContain(account.password);
  });

  it('sees what was never connected, and what it may not open', async () => {
    const { oauthTokenData: _tokens, ...alone } = FIELDS;
    await using server = await n8n({ credentials: { c1: alone, c2: undefined } });
    const { credentials } = await readInstance({ url: server.url, account }, signal);
    expect(told(credentials)).toMatchObject([
      { connected: { is: false } },
      {
        connected: { withheld: 'this account may not open it' },
        settings: { withheld: 'this account may not open it' },
      },
    ]);
  });

  it('tells its time by the session it gave', async () => {
    await using server = await n8n({ aheadMs: 3_600_000 });
    const { clockAheadMs } = await readInstance({ url: server.url, account }, signal);
    const ahead = told(clockAheadMs) ?? 0;
    expect(Math.abs(ahead - 3_600_000)).toBeLessThan(30_000);
  });

  it('shows a member only a part', async () => {
    await using server = await n8n({ scopes: [] });
    const { remarks } = await readInstance({ url: server.url, account }, signal);
    expect(remarks).toMatchObject([{ incomplete: true }]);
  });

  it('refuses the login in one line', async () => {
    await using server = await n8n();
    const wrong = { ...account, password: 'Wrong1234' };
    const error = await readInstance({ url: server.url, account: wrong }, signal).catch(
      (cause: unknown) => cause,
    );
    expect(error).toMatchObject({
      code: 'remote-login',
      exitCode: 64,
      message: expect.stringMatching(/^Could not log in to [^\n]+$/),
    });
  });
});
