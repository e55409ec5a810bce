import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectToProvider, type FaultName } from '../../../mock-provider/index.ts';
import {
  startStandaloneProvider,
  type ProviderPlan,
  type StandaloneProvider,
} from '../../../mock-provider/standalone/index.ts';
import type { Backend } from '../backend/backend.ts';
import { interrupted } from '../terminal/interrupt.ts';
import { fakeBackend } from '../testing/fake-backend.ts';
import { runCli, type CliRun } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-provider-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs the command until it has printed everything. `start` replaces the start of the provider. */
async function runProvider(
  args: readonly string[],
  start: Backend['startProvider'] = fakeBackend().startProvider,
): Promise<CliRun & { readonly plan: ProviderPlan | undefined; readonly closed: number }> {
  const stop = new AbortController();
  let plan: ProviderPlan | undefined;
  let closed = 0;
  const startProvider: Backend['startProvider'] = async (asked, warn) => {
    plan = asked;
    const provider = await start(asked, warn);
    setTimeout(() => stop.abort(), 20);
    return {
      ...provider,
      close: async () => {
        closed += 1;
        await provider.close();
      },
    };
  };
  return {
    ...(await runCli(['provider', ...args], {
      cwd,
      backend: { startProvider },
      signal: stop.signal,
    })),
    plan,
    closed,
  };
}

describe('provider', () => {
  it('prints what is pasted into n8n, waits, and closes the provider', async () => {
    const { code, out, err, plan, closed } = await runProvider(['--port', '8090']);
    expect({ code, err, closed }).toEqual({ code: 130, err: '', closed: 1 });
    for (const line of [
      /Authorization URL +http:\/\/127\.0\.0\.1:8090\/demo\/authorize$/m,
      /Access Token URL +http.*\/demo\/token$/m,
      /Client ID +client-main$/m,
      /Client Secret +sample-secret$/m,
      /Scope +read write$/m,
      /API URL +http.*\/demo\/api\/items\/1$/m,
      /Console +http.*\/console#token=sample-token$/m,
      /Control API +http.*\/control\/v1$/m,
      /Control token +sample-token$/m,
    ])
      expect(out).toMatch(line);
    expect(plan).toEqual({ host: '127.0.0.1', port: 8090, name: 'demo', policy: {}, faults: [] });
  });

  it('leaves the console out when told to', async () => {
    const { out, plan } = await runProvider(['--no-console']);
    expect(plan).toMatchObject({ console: false });
    expect(out).not.toContain('Console');
    expect((await runProvider(['--console'])).out).toContain('Console');
  });

  it('hands on what it was told', async () => {
    writeFileSync(join(cwd, 'policy.yaml'), 'accessTokenTtl: 60s\n');
    const { plan } = await runProvider([
      '--preset',
      'google',
      '--variant',
      'testing',
      '--policy',
      'policy.yaml',
      '--fault',
      'token/throttled={"times":2}',
      '--fault',
      'api/server-error',
      '--realm',
      'mine',
      '--seed',
      '7',
      '--control-token',
      'abc',
      '--state',
      'state',
      '--public-url',
      'http://oauth.example',
      '--allow-host',
      'one',
      '--allow-host',
      'two',
    ]);
    expect(plan).toMatchObject({
      name: 'mine',
      policy: { preset: 'google', variant: 'testing', policy: { accessTokenTtl: '60s' } },
      faults: [
        { name: 'token/throttled', options: { times: 2 } },
        { name: 'api/server-error', options: {} },
      ],
      seed: 7,
      controlToken: 'abc',
      state: { file: join(cwd, 'state'), discard: false },
      publicUrl: 'http://oauth.example',
      allowedHosts: ['one', 'two'],
    });
  });

  it('reads the control token from a file', async () => {
    writeFileSync(join(cwd, 'token'), 'from-a-file\n');
    expect((await runProvider(['--control-token-file', 'token'])).plan).toMatchObject({
      controlToken: 'from-a-file',
    });
  });

  it('ends with 0 when it was told to by SIGTERM', async () => {
    const stop = new AbortController();
    stop.abort(interrupted('SIGTERM'));
    expect(await runCli(['provider'], { cwd, signal: stop.signal })).toMatchObject({
      code: 0,
      out: expect.stringContaining('has stopped'),
    });
  });

  it('warns when others can reach it', async () => {
    expect((await runProvider(['--host', '0.0.0.0'])).err).toMatch(
      /^WARNING: the provider listens on 0\.0\.0\.0/,
    );
    expect((await runProvider(['--host', '0.0.0.0', '--control-token', 'off'])).err).toMatch(
      /AND CONTROL IT[^]*asks for no token/,
    );
    expect((await runProvider(['--host', 'localhost'])).err).toBe('');
  });

  it.each<[args: readonly string[], says: RegExp]>([
    [['--preset', 'gogle'], /Did you mean 'google'\?/],
    [['--preset', 'google', '--variant', 'tseting'], /Its variants are testing/],
    [['--variant', 'testing'], /a variant of no preset/],
    [['--fault', 'token/throtled'], /Did you mean 'token\/throttled'\?/],
    [['--fault', 'token/throttled={"tims":1}'], /no setting 'tims'; did you mean 'times'/],
    [['--fault', 'token/throttled={"times":}'], /Could not read --fault token\/throttled/],
    [['--fault', 'token/throttled=1'], /no JSON object/],
    [['--policy', 'typo.yaml'], /no setting 'acessTokenTtl'; did you mean 'accessTokenTtl'/],
    [
      ['--policy', 'nested.yaml'],
      /no setting 'rotatoin' in 'refreshToken'; did you mean 'rotation'/,
    ],
    [['--policy', 'list.yaml'], /no list of settings/],
    [
      ['--policy', 'broken.yaml'],
      /Could not use policy broken\.yaml: 1 problem\.\n {2}broken\.yaml:1:5 /,
    ],
    [
      ['--policy', 'two.yaml'],
      /two\.yaml:1:17 'accessTokenTtl' "-5s" is not a duration[^]*two\.yaml:2:1 there is no setting 'scops'/,
    ],
    [['--policy', 'circle.yaml'], /circle\.yaml:1:\d+ '\*a' stands for what contains it/],
    [['--policy', 'missing.yaml'], /Could not read policy missing\.yaml: it does not exist/],
    [['--realm', 'a/b'], /one segment of a URL/],
    [['--realm', 'control'], /the provider needs the name itself/],
    [['--port', '70000'], /not a whole number from 0 to 65535/],
    [['--control-token', ''], /it is empty/],
    [
      ['--control-token-file', 'missing'],
      /Could not read --control-token-file missing: it does not exist/,
    ],
    [['--control-token-file', 'off'], /there is no token in it/],
    [['--control-token-file', 'off', '--control-token', 'abc'], /as well/],
    [['--discard-state'], /there is no state file/],
    [['--state', ''], /it is empty/],
    [['--public-url', 'oauth.example'], /no base of URLs/],
    [['--realm', 'healthz'], /the provider needs the name itself/],
    [['--prot', '1'], /--port/],
  ])('refuses %j before anything listens', async (args, says) => {
    const files = {
      'typo.yaml': 'acessTokenTtl: 1h',
      'nested.yaml': 'refreshToken: { rotatoin: never }',
      'list.yaml': '- 1',
      'broken.yaml': 'a: [',
      'two.yaml': 'accessTokenTtl: -5s\nscops: read\n',
      'circle.yaml': 'refreshToken: &a { rotation: [*a] }\n',
      off: 'off',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
    const { code, err, out, closed } = await runProvider(args, startStandaloneProvider);
    expect({ code, out, closed }).toEqual({ code: 64, out: '', closed: 0 });
    expect(err).toMatch(says);
  });

  it('says when the port is taken', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () =>
        resolve((server.address() as { readonly port: number }).port),
      ),
    );
    const { code, err } = await runProvider(['--port', String(port)], startStandaloneProvider);
    server.close();
    expect(code).toBe(64);
    expect(err).toMatch(/EADDRINUSE[^]*code: provider-not-started/);
  });
});

describe('a provider that was really started', () => {
  it('gives tokens to whoever pastes what was printed, and is controlled by the printed token', async () => {
    const stop = new AbortController();
    let url = '';
    let seen: unknown;
    const startProvider = async (plan: ProviderPlan): Promise<StandaloneProvider> => {
      const provider = await startStandaloneProvider(plan);
      url = provider.control.url;
      seen = await flow(provider).finally(() => stop.abort());
      return provider;
    };
    const { code, out } = await runCli(
      [
        'provider',
        '--preset',
        'google',
        '--fault',
        'token/throttled={"times":1}',
        '--control-token',
        'abc',
      ],
      { cwd, backend: { startProvider }, signal: stop.signal },
    );
    expect(code).toBe(130);
    expect(out).toMatch(/Faults in force +token\/throttled#1/);
    expect(seen).toEqual({
      statuses: [200, 429, 200, 200],
      faults: ['token/throttled'] satisfies FaultName[],
      preset: 'google',
    });
    await expect(fetch(url)).rejects.toThrow();
  });
});

/** The same requests that a user sends with curl. */
async function flow({ realm, client, control }: StandaloneProvider): Promise<unknown> {
  const redirect = 'http://127.0.0.1:1/callback';
  const asked = await fetch(
    `${realm.authorizationUrl}?${new URLSearchParams({ response_type: 'code', client_id: client.id, redirect_uri: redirect })}`,
    { redirect: 'manual' },
  );
  const code = new URL(asked.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const token = (parameters: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(realm.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: client.id,
        client_secret: client.secret,
        ...parameters,
      }),
    });
  const reply = await token({ grant_type: 'authorization_code', code, redirect_uri: redirect });
  const { access_token: access, refresh_token: refresh } = (await reply.json()) as {
    readonly access_token: string;
    readonly refresh_token: string;
  };
  const refreshed = [
    await token({ grant_type: 'refresh_token', refresh_token: refresh }),
    await token({ grant_type: 'refresh_token', refresh_token: refresh }),
  ];
  const api = await fetch(`${realm.apiUrl}/items/1`, {
    headers: { authorization: `Bearer ${access}` },
  });
  const remote = connectToProvider(control).realm(realm.name);
  return {
    statuses: [reply, ...refreshed, api].map(({ status }) => status),
    faults: (await remote.faults()).map(({ name }) => name),
    preset: (await remote.read()).preset,
  };
}
