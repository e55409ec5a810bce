import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { passingSuite } from '../testing/fake-backend.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-run-workflow-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const run = (
  args: readonly string[],
  backend: NonNullable<Parameters<typeof runCli>[1]>['backend'] = {},
) => runCli(['run', ...args], { cwd, backend });

describe('run --workflow', () => {
  const SAMPLES = join(import.meta.dirname, '../../workflows/own/testing');
  const sample = join(SAMPLES, 'several-credentials.json');

  it('tells with --dry-run what would be changed', async () => {
    const { code, out } = await run(['--workflow', sample, '--dry-run']);
    expect(code).toBe(0);
    expect(out).toContain("Workflow 'Sync contacts to the CRM'");
    expect(out).toContain("- 'Tell the team' (slack): may reach something outside n8n");
    expect(out).toContain('baseline: none, since the workflow is your own');
    expect(out).not.toContain('sk_live_');
  });

  it('keeps it in the results, and hands it to the suite', async () => {
    const runSuite = sinon.spy(passingSuite);
    const { code } = await run(['--workflow', sample, '--output', 'mine'], {
      runSuite,
    });
    expect(code).toBe(0);
    expect(runSuite.firstCall.args[0].parts[0]?.own?.credentials).toEqual([
      'main',
      'hubspot-account',
    ]);
    expect(readFileSync(join(cwd, 'mine/run.json'), 'utf8')).toContain('Sync contacts');
    expect(readFileSync(join(cwd, 'mine/run.json'), 'utf8')).not.toContain('sk_live_');
  });

  it('lets it take as long as it is said, and remembers that', async () => {
    const runSuite = sinon.spy(passingSuite);
    await run(['--workflow', sample, '--workflow-limit', '7m', '--output', 'mine'], { runSuite });
    expect(runSuite.firstCall.args[0].parts[0]?.own).toMatchObject({
      limitMs: 420_000,
      told: { asked: { limit: '7m' } },
    });
  });

  it.each<readonly [string, readonly string[], RegExp]>([
    [
      'a file that is not there',
      ['--workflow', 'gone.json#Mine'],
      /Could not read --workflow gone\.json: it does not exist/,
    ],
    [
      'an input without a workflow',
      ['--workflow-input', 'x.json'],
      /Could not use --workflow-input: there is no --workflow/,
    ],
    [
      'a limit without a workflow',
      ['--workflow-limit', '10m'],
      /Could not use --workflow-limit: there is no --workflow/,
    ],
    [
      'a limit without a unit',
      ['--workflow', sample, '--workflow-limit', '600'],
      /Could not read --workflow-limit: '600' is not a duration/,
    ],
    [
      'no time at all',
      ['--workflow', sample, '--workflow-limit', '0s'],
      /Could not read --workflow-limit: '0s' is not from 1s to 1h/,
    ],
    [
      'a credential that it does not use',
      ['--workflow', sample, '--workflow-credential', 'CRM acount'],
      /is named 'CRM acount'[^]*Did you mean 'CRM account'/,
    ],
  ])('refuses %s before anything is started', async (_, args, says) => {
    const runSuite = sinon.spy(passingSuite);
    const { code, err } = await run(args, { runSuite });
    expect(code).toBe(64);
    expect(err).toMatch(says);
    expect(runSuite.called).toBe(false);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('runs nothing when no scenario fits', async () => {
    const { code, err } = await run(['rotation/grace', '--workflow', sample], {
      putInPlace: async ([first]) => ({
        fitting: [],
        leftOut: [{ scenario: first?.scenario.name ?? '', because: 'it is about loops' }],
      }),
    });
    expect(code).toBe(3);
    expect(err).toContain('it fits none of the scenarios (rotation/grace: it is about loops)');
  });
});
