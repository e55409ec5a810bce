import { expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

/** Runs one command line. If the provider starts, it is stopped at once, for `reason`. */
async function run(
  args: readonly string[],
  reason = 'SIGINT',
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const told = { out: '', err: '' };
  const code = await runCommand(args, {
    cwd: '/nowhere',
    out: { write: (text) => (told.out += text) },
    err: { write: (text) => (told.err += text) },
    signal: AbortSignal.abort(reason),
  });
  return { code, ...told };
}

it.each([
  ['SIGTERM', 0],
  ['SIGINT', 130],
  ['SIGHUP', 130],
])('serves until %s, and ends with %d', async (reason, code) => {
  expect(await run(['--preset', 'google'], reason)).toEqual({
    code,
    out: expect.stringMatching(/^The provider is up with realm 'demo'[^]*has stopped\.\n$/),
    err: '',
  });
});

it('explains itself', async () => {
  const { code, out } = await run(['--help']);
  expect(code).toBe(0);
  expect(out).toMatch(/^Usage: oauth-chaos-provider[^]*Presets: airtable, /);
});

it.each<[args: readonly string[], says: RegExp]>([
  [['--prot', '1'], /unknown option '--prot' \(Did you mean --port\?\)\.\nSee: .*\ncode: usage\n$/],
  [['somewhere'], /too many arguments/],
  [['--port', '70000'], /not a whole number from 0 to 65535/],
  [['--variant', 'testing'], /Add --preset; see: oauth-chaos-provider --help\n/],
  [['--preset', 'gogle'], /Did you mean 'google'\?\ncode: unknown-preset\n$/],
  [['--policy', 'missing.yaml'], /it does not exist[^]*for example: accessTokenTtl: 60s\n/],
  [['--state', ''], /it is empty/],
])('refuses %j', async (args, says) => {
  expect(await run(args)).toEqual({ code: 64, out: '', err: expect.stringMatching(says) });
});

it('shows causes when asked to', async () => {
  const args = ['--state', '/dev/null/state'];
  expect((await run(args)).err).not.toContain('[cause]');
  expect((await run([...args, '--verbose'])).err).toMatch(/code: state-unwritable\n[^]*\[cause\]/);
});
