import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { passingSuite } from '../testing/fake-backend.ts';
import { runCli } from '../testing/run-cli.ts';

const URL = 'https://n8n.staging.example';
const LOCAL = 'http://localhost:5678';
const PASSWORD = { OAUTH_CHAOS_N8N_PASSWORD: 'Right1234' };
const ME = ['--n8n-email', 'me@example.com'];
const MINE = ['--i-own-this-instance', ...ME];
const TUNNEL = ['--provider-url', 'https://tunnel.example', '--provider-port', '8090'];

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-remote-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** A backend that records its calls and finds every target. */
const backend = () => ({
  resolveTarget: sinon.spy(async (text: string) => ({ text, what: text })),
  runSuite: sinon.spy(passingSuite),
  cleanTarget: sinon.stub().resolves(['Nothing.']),
});
type Options = NonNullable<Parameters<typeof runCli>[1]>;
const cli = (args: readonly string[], options: Options = {}) =>
  runCli(args, { cwd, env: PASSWORD, ...options });
const run = (args: readonly string[], options: Options = {}) =>
  cli(['run', 'control/no-fault', '--n8n', ...args], options);

describe('run on a running instance', () => {
  it('logs in with what it was told, and takes the provider there', async () => {
    const spies = backend();
    expect(
      (await run([URL, ...MINE, ...TUNNEL, '--provider-host', '0.0.0.0'], { backend: spies })).code,
    ).toBe(0);
    const [, , remote] = spies.resolveTarget.firstCall.args as unknown as readonly [
      string,
      AbortSignal,
      unknown,
    ];
    expect(remote).toEqual({
      account: { email: 'me@example.com', password: 'Right1234' },
      provider: { host: '0.0.0.0', port: 8090, url: 'https://tunnel.example' },
    });
  });

  it('takes the email from the environment, and asks for the password where it can', async () => {
    const spies = backend();
    const askSecret = sinon.stub().resolves('Typed1234');
    expect(
      (
        await run([LOCAL, '--i-own-this-instance'], {
          backend: spies,
          askSecret,
          env: { OAUTH_CHAOS_N8N_EMAIL: 'me@example.com' },
        })
      ).code,
    ).toBe(0);
    expect(spies.resolveTarget.firstCall.args.at(2)).toEqual({
      account: { email: 'me@example.com', password: 'Typed1234' },
      provider: {},
    });
    sinon.assert.calledOnceWithExactly(
      askSecret,
      'Password of me@example.com at http://localhost:5678: ',
    );
  });

  it('beside versions the harness starts itself, which it does not log in to', async () => {
    const spies = backend();
    expect(
      (await run([LOCAL, '--n8n', '2.41.1', '--topology', 'queue', ...MINE], { backend: spies }))
        .code,
    ).toBe(0);
    expect(spies.resolveTarget.secondCall.args).toHaveLength(2);
  });

  it('shows with --dry-run what it would do there, and asks nobody', async () => {
    const spies = backend();
    const { code, out } = await run([LOCAL, '--dry-run'], { backend: spies, env: {} });
    expect(code).toBe(0);
    expect(out).toContain(`On ${LOCAL} this run would`);
    expect(spies.resolveTarget.firstCall.args).toHaveLength(2);
  });

  it('does not repeat a password in the address of the provider', async () => {
    const { code, out, err } = await run([
      LOCAL,
      ...MINE,
      '--provider-url',
      'https://me:very-secret@tunnel.example',
      '--provider-port',
      '1',
    ]);
    expect(code).toBe(64);
    expect(err).toContain('Could not use --provider-url: it contains a user name or a password.');
    expect(out + err).not.toContain('very-secret');
  });

  const KEY = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
  const refused: Readonly<
    Record<
      string,
      readonly [args: readonly string[], says: RegExp, env?: Readonly<Record<string, string>>]
    >
  > = {
    'without the owner’s word': [
      [URL, ...ME, ...TUNNEL],
      /nobody said that this instance is theirs\.\nOn https:\/\/n8n\.staging\.example this run would\n[^]*--i-own-this-instance/,
    ],
    'without an account': [[LOCAL, '--i-own-this-instance'], /nobody said who/],
    'without a password': [
      [LOCAL, ...MINE],
      /there is no password for me@example\.com\.\n.*OAUTH_CHAOS_N8N_PASSWORD/,
      {},
    ],
    'as nobody': [
      [LOCAL, '--i-own-this-instance', '--n8n-email', 'me'],
      /'me' is no email address/,
    ],
    'with an API key in the command line': [
      [LOCAL, '--i-own-this-instance', '--n8n-api-key', KEY],
      /takes the name of an environment variable, not the key itself/,
    ],
    'with an API key alone': [
      [LOCAL, '--i-own-this-instance', '--n8n-api-key', 'MY_KEY'],
      /with an API key alone: n8n's public API neither connects/,
      { MY_KEY: KEY },
    ],
    'with an API key alone in the environment': [
      [LOCAL, '--i-own-this-instance'],
      /with an API key alone/,
      { OAUTH_CHAOS_N8N_API_KEY: KEY },
    ],
    'that cannot reach 127.0.0.1 here': [
      [URL, ...MINE],
      /it cannot reach a mock provider that listens on this machine's 127\.0\.0\.1\.[^]*cloudflared/,
    ],
    'with a provider address under a path': [
      [LOCAL, ...MINE, '--provider-url', 'https://tunnel.example/oauth', '--provider-port', '1'],
      /not an address of the form/,
    ],
    'with a provider address that leads to no port': [
      [LOCAL, ...MINE, '--provider-url', 'https://tunnel.example'],
      /without --provider-port/,
    ],
    'with a port that is none': [
      [LOCAL, ...MINE, '--provider-port', '70000'],
      /Could not read --provider-port/,
    ],
    'with a password in the address': [
      ['https://me:hunter2@n8n.example', ...MINE],
      /contains a user name or a password/,
    ],
    'and another one': [[LOCAL, '--n8n', URL, ...MINE, ...TUNNEL], /one running instance/],
    'made up otherwise': [
      [LOCAL, ...MINE, '--topology', 'queue'],
      /a running instance is what it is/,
    ],
    'with settings': [
      [LOCAL, ...MINE, '--env', 'N8N_LOG_LEVEL=info'],
      /a running instance is what it is/,
    ],
    'that is none': [
      ['2.41.1', ...MINE],
      /Could not use --n8n-email: it is for a running instance/,
    ],
  };
  it.each(Object.entries(refused))('not %s', async (_, [args, says, env]) => {
    const spies = backend();
    const result = await run(args, { backend: spies, ...(env === undefined ? {} : { env }) });
    expect(result.err).toMatch(says);
    expect(result.code).toBe(64);
    expect(result.err).not.toContain('hunter2');
    expect(result.err).not.toContain(KEY);
    sinon.assert.notCalled(spies.resolveTarget);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('leaves nothing behind when it is not let in', async () => {
    const resolveTarget = () =>
      Promise.reject(new HarnessError('remote-login', 'Could not log in.', { exitCode: 64 }));
    expect(await run([LOCAL, ...MINE], { backend: { ...backend(), resolveTarget } })).toMatchObject(
      { code: 64, err: expect.stringContaining('code: remote-login') },
    );
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('clean --n8n', () => {
  it('logs in and says what was done', async () => {
    const spies = backend();
    const { code, out } = await cli(['clean', '--n8n', `${URL}/`, ...ME, '--yes'], {
      backend: spies,
    });
    expect([code, out]).toEqual([0, 'Nothing.\n']);
    expect(spies.cleanTarget.firstCall.args).toMatchObject([
      `${URL}/`,
      { url: URL, account: { email: 'me@example.com', password: 'Right1234' } },
      { yes: true },
    ]);
  });

  it('needs an address and an account', async () => {
    expect(await cli(['clean', '--n8n', '2.41.1', ...ME])).toMatchObject({
      code: 64,
      err: expect.stringContaining('not the address of a running instance'),
    });
    expect(await cli(['clean', '--n8n', URL])).toMatchObject({
      code: 64,
      err: expect.stringContaining('nobody said who'),
    });
  });

  it('is what clean alone points to', async () => {
    const { out } = await cli(['clean'], {
      backend: { pendingRemains: async () => [`A killed run left things on ${URL}.`] },
    });
    expect(out).toBe(`A killed run left things on ${URL}.\n`);
  });
});
