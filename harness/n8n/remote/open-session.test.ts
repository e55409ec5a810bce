import { describe, expect, it } from 'vitest';
import { startProvider } from '../../../mock-provider/index.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { fakeServer, type FakeReply, type FakeRequest } from '../rest/testing/fake-server.ts';
import { openSession } from './open-session.ts';
import { parseRemoteAddress } from './remote-address.ts';
import { ACCOUNT, fakeInstance, type FakeInstanceOptions } from './testing/fake-instance.ts';

const signal = new AbortController().signal;
const open = (url: string, account = ACCOUNT) =>
  openSession(parseRemoteAddress(url), account, signal);
const on = (path: string, reply: FakeReply, method?: string): FakeInstanceOptions => ({
  first: (request: FakeRequest) =>
    request.path === path && (method === undefined || request.method === method)
      ? reply
      : undefined,
});
const login = (reply: FakeReply): FakeInstanceOptions => on('/rest/login', reply, 'POST');

describe('a running n8n that lets us in', () => {
  it('tells version, Node, topology and where its webhooks are', async () => {
    await using n8n = await fakeInstance({
      settings: {
        urlBaseWebhook: 'http://localhost:9/hooks/',
        endpointWebhook: 'wh',
        databaseType: 'postgresdb',
        concurrency: 5,
      },
    });
    expect((await open(n8n.url)).facts).toEqual({
      version: '2.41.1',
      node: '24.1.0',
      topology: 'postgres',
      slots: 5,
      webhookBases: ['http://localhost:9/hooks/wh', `${n8n.url}/wh`],
    });
  });

  it.each([
    [
      { executionMode: 'queue', databaseType: 'postgresdb', concurrency: 5 },
      { topology: 'queue', slots: undefined },
    ],
    [{ databaseType: 'mysqldb' }, { topology: 'unknown' }],
    [{ nodeJsVersion: undefined }, { topology: 'single', node: 'unknown' }],
  ])('%j', async (settings, facts) => {
    await using n8n = await fakeInstance({ settings });
    expect((await open(n8n.url)).facts).toMatchObject(facts);
  });

  it('is asked for nothing that changes it, and sent the password once', async () => {
    await using n8n = await fakeInstance();
    await open(n8n.url);
    expect(n8n.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /rest/settings',
      'POST /rest/login',
      'GET /rest/settings',
      'GET /rest/login',
    ]);
  });
});

describe('who is not let in hears why', () => {
  const refused: Readonly<
    Record<string, readonly [FakeInstanceOptions, code: string, exitCode: ExitCode, says: RegExp]>
  > = {
    'n8n has no owner': [
      on('/rest/settings', { body: { data: { userManagement: { showSetupOnFirstLoad: true } } } }),
      'remote-no-owner',
      64,
      /no owner yet/,
    ],
    'a login before n8n’s own': [
      on('/rest/settings', { status: 401, headers: { 'www-authenticate': 'Basic' }, body: '' }),
      'remote-guarded',
      64,
      /in front of it answers 401/,
    ],
    'a web page': [
      on('/rest/settings', { body: '<html>Welcome to nginx</html>' }),
      'remote-not-n8n',
      64,
      /answers 200, a web page/,
    ],
    'another program with JSON': [
      on('/rest/settings', { body: { data: { theme: 'dark' } } }),
      'remote-not-n8n',
      64,
      /is not n8n's REST API/,
    ],
    'another program without that path': [
      on('/rest/settings', { status: 404, body: {} }),
      'remote-not-n8n',
      64,
      /answers 404/,
    ],
    'n8n behind a proxy that does not reach it': [
      on('/rest/settings', { status: 502, body: '<html>' }),
      'remote-unavailable',
      75,
      /answered 502/,
    ],
    'n8n that is starting': [
      {
        first: ({ path }) =>
          path === '/healthz/readiness'
            ? { status: 503, body: { status: 'error' } }
            : { status: 404, body: '<html>Cannot GET' },
      },
      'remote-unavailable',
      75,
      /still starting/,
    ],
    'single sign-on in front': [
      on('/rest/settings', {
        status: 302,
        headers: { location: 'https://sso.example/login?for=n8n' },
        body: '',
      }),
      'remote-guarded',
      64,
      /sends visitors to https:\/\/sso\.example to log in/,
    ],
    'a wrong password': [{}, 'remote-login', 64, /does not accept the email or the password/],
    'no email address': [
      login({ status: 400, body: { code: 400, message: 'Invalid email address' } }),
      'remote-login',
      64,
      /400 \(Invalid email address\)/,
    ],
    'two-factor authentication': [
      login({ status: 401, body: { code: 998, message: 'MFA Error' } }),
      'remote-mfa',
      64,
      /two-factor/,
    ],
    'single sign-on only': [
      login({
        status: 401,
        body: { code: 401, message: 'SSO is enabled, please log in with SSO' },
      }),
      'remote-sso',
      64,
      /single sign-on only/,
    ],
    'too many logins': [
      login({
        status: 429,
        headers: { 'retry-after': '120' },
        body: { message: 'Too many requests' },
      }),
      'remote-limited',
      75,
      /429/,
    ],
    'a login page instead of an answer': [
      login({ body: '<html>' }),
      'remote-not-n8n',
      64,
      /a web page/,
    ],
    'n8n that says no more after the login': [
      login({ body: { data: {} } }),
      'remote-not-let-in',
      64,
      /does not tell/,
    ],
  };
  it.each(Object.entries(refused))('%s', async (_, [options, code, exitCode, says]) => {
    await using n8n = await fakeInstance(options);
    await expect(open(n8n.url, { ...ACCOUNT, password: 'Wrong1234' })).rejects.toMatchObject({
      code,
      exitCode,
      message: expect.stringMatching(says),
    });
    expect(
      n8n.requests.filter(({ method, path }) => method === 'POST' && path === '/rest/login').length,
    ).toBeLessThanOrEqual(1);
    expect(n8n.contents).toEqual({ workflows: [], credentials: [], tags: [] });
  });

  it('an address that redirects from http to https is told the better one', async () => {
    await using n8n = await fakeServer(({ path }) => ({
      status: 301,
      headers: { location: `https://127.0.0.1:8443${path}` },
      body: '',
    }));
    await expect(open(`${n8n.url}/n8n`)).rejects.toMatchObject({
      code: 'remote-redirected',
      exitCode: 64,
      hint: 'Give that address: --n8n https://127.0.0.1:8443/n8n',
    });
    expect(n8n.requests.every(({ body }) => body === '')).toBe(true);
  });

  it.each(['1.60.0', '3.0.0', 'nightly'])('version %s', async (versionCli) => {
    await using n8n = await fakeInstance({ settings: { versionCli } });
    await expect(open(n8n.url)).rejects.toMatchObject({
      code: 'remote-version',
      exitCode: 64,
      message: expect.stringContaining(versionCli),
    });
  });

  it('an account that may not delete tags, or an n8n without tags', async () => {
    await using member = await fakeInstance({ scopes: ['tag:create'] });
    await expect(open(member.url)).rejects.toMatchObject({ code: 'remote-role', exitCode: 64 });
    await using untagged = await fakeInstance({ settings: { workflowTagsDisabled: true } });
    await expect(open(untagged.url)).rejects.toMatchObject({
      code: 'remote-no-tags',
      exitCode: 64,
    });
  });

  it('nobody there, or somebody who hangs up', async () => {
    const n8n = await fakeServer(() => undefined);
    await expect(open(n8n.url)).rejects.toMatchObject({ code: 'remote-unreachable', exitCode: 75 });
    await n8n[Symbol.asyncDispose]();
    await expect(open(n8n.url)).rejects.toMatchObject({
      code: 'remote-unreachable',
      exitCode: 75,
      message: expect.stringContaining('ECONNREFUSED'),
      hint: expect.stringContaining('Nothing listens there'),
    });
    await expect(open('http://n8n.invalid')).rejects.toMatchObject({
      code: 'remote-unreachable',
      exitCode: 75,
    });
  });

  it('a certificate that is not trusted', async () => {
    await using provider = await startProvider();
    const { tokenUrl } = await provider.createRealm('untrusted').secure();
    await expect(open(new URL(tokenUrl).origin)).rejects.toMatchObject({
      code: 'remote-certificate',
      exitCode: 75,
      hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
  });
});
