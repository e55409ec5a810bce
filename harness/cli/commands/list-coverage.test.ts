import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleResult, sampleTarget } from '../../store/testing/sample-results.ts';
import { sampleScenarios } from '../testing/fake-backend.ts';
import { runCli } from '../testing/run-cli.ts';

const TOTALS = {
  scenarios: 1,
  pass: 1,
  fail: 0,
  knownFail: 0,
  fixedUnexpectedly: 0,
  inconclusive: 0,
  skipped: 0,
  notRun: 0,
};

describe('list coverage', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coverage-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const sampleRun = (name: string, faults: { fault: string; met: boolean }[] | undefined) => {
    const run = join(folder, name);
    mkdirSync(run);
    const { faults: _, ...result } = sampleResult({ name: 'rotation/grace', target: '2.41.1' });
    writeFileSync(
      join(run, 'results.json'),
      JSON.stringify({
        schemaVersion: 2,
        run: { id: name, seed: 1, startedAt: '2026-11-30T10:00:00Z', harness: '0.1.0' },
        targets: [sampleTarget({ id: '2.41.1' })],
        scenarios: [faults === undefined ? result : { ...result, faults }],
        totals: TOTALS,
        exitCode: 0,
      }),
    );
    return run;
  };
  const list = (...args: string[]) => runCli(['list', 'coverage', ...args], { cwd: folder });

  it('tells who uses each fault, the counts, and what is open', async () => {
    const { code, out } = await list();
    expect(code).toBe(0);
    for (const line of [
      /^access-token\/expired +4$/m,
      /^wire\/reset +0$/m,
      /^Faults used: 1 of 2\. Presets used: 1 of 1\. Rows covered: 1 of 2\.$/m,
      /^By theme: control 1, rotation 2, revocation 1\.$/m,
      /^Open: Slow name resolution\. No name is looked up\.$/m,
      /^No run tells what n8n met of it\.$/m,
    ])
      expect(out).toMatch(line);
  });

  it('tells what a run has met', async () => {
    const run = sampleRun('a', [{ fault: 'access-token/expired', met: true }]);
    const { out } = await list('--run', run);
    expect(out).toMatch(/^access-token\/expired +4 +met$/m);
    expect(out).toMatch(/^wire\/reset +0 +not tried$/m);
    expect(out).toContain('Run a on 2.41.1: faults met 1 of 2, presets run 1 of 1.');
    expect(JSON.parse((await list('--run', run, '--json')).out)).toMatchObject({
      scenarios: 4,
      byVerb: { revocation: 0, expiry: 4 },
      faults: [{ name: 'access-token/expired' }, { name: 'wire/reset', scenarios: [] }],
      inRun: { run: 'a', faults: { 'access-token/expired': ['met'] }, presets: { acme: [true] } },
    });
  });

  it('says so when the run is too old to tell, and when there is no such run', async () => {
    const { out } = await list('--run', sampleRun('old', undefined));
    expect(out).toContain('Run old does not say which faults it met');
    expect(await list('--run', 'nowhere')).toMatchObject({
      code: 64,
      err: expect.stringContaining("Could not find run 'nowhere'"),
    });
    expect(await runCli(['list', 'faults', '--run', 'latest'])).toMatchObject({ code: 64 });
  });

  it('gives scenarios their theme and what goes wrong in them', async () => {
    const all: unknown = JSON.parse((await runCli(['list', 'scenarios', '--json'])).out);
    expect(all).toEqual(
      sampleScenarios.map((scenario) =>
        expect.objectContaining({
          ...scenario,
          theme: scenario.name.split('/')[0],
          verbs: ['expiry'],
        }),
      ),
    );
  });
});
