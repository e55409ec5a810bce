import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ReportContext } from '../harness/model/reporter.ts';
import { listReporter } from './list.ts';
import { sampleContext } from './testing/report-context.ts';
import { sampleRun, unfinishedRun } from './testing/sample-run.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';
import { endingWords } from './text/recovery-text.ts';

const run = sampleRun();

async function printedBy(
  change: Partial<ReportContext> = {},
  results = run.results,
): Promise<string[]> {
  const context = sampleContext(run, '/runs/sample');
  const reporter = listReporter.create({
    ...context,
    targets: results.targets.length,
    ...change,
  });
  for (const result of results.scenarios) reporter.onScenarioEnd?.(result);
  await reporter.onRunEnd?.(results, context);
  return [...context.printed];
}

describe('list', () => {
  it('names every scenario with its target, and how it ended in plain words', async () => {
    const text = (await printedBy()).join('\n');
    for (const result of run.results.scenarios) {
      expect(text).toContain(`${result.name} @ ${result.target}`);
      for (const words of endingWords(result)) expect(text).toContain(words);
    }
    expect(text).toMatch(/✓ control\/no-fault @ 2\.41\.1 +pass {2}unaffected {2}\d/);
  });

  it('fits a terminal of 100 columns, but for commands, which are to be copied', async () => {
    for (const line of await printedBy())
      if (!line.startsWith('  npx ')) expect(line.length, line).toBeLessThanOrEqual(100);
  });

  it('ends with the commands that run again what is not known to fail, the worst first', async () => {
    const again = async (results = run.results) =>
      (await printedBy({}, results)).filter((line) => line.startsWith('  npx '));
    const command = (name: string, n8n: string) =>
      `  npx --no-install oauth-chaos run ${name} --n8n ${n8n} --seed 42`;
    expect(await again()).toEqual([
      command('rotation/concurrent-refresh', '1.123.81'),
      command('reply/reset-after-commit', '1.123.81'),
      command('reply/reset-after-commit', '2.41.1'),
      command('clock/n8n-ahead', '2.41.1'),
    ]);
    expect(await printedBy({}, unfinishedRun('target'))).toContain('  and 1 more');
    const scenarios = run.results.scenarios.filter(({ outcome }) => outcome === 'unaffected');
    expect(await again({ ...run.results, scenarios: scenarios.slice(0, 1) })).toEqual([]);
  });

  it('tells under a failure what happened and which events prove it', async () => {
    const lines = await printedBy();
    const start = lines.findIndex((line) =>
      line.startsWith('✗ rotation/concurrent-refresh @ 1.123.81'),
    );
    const block = lines
      .slice(start, start + 12)
      .join(' ')
      .replaceAll(/\s+/g, ' ');
    expect(block).toContain('refresh storm');
    expect(block).toContain('revoked the family');
    expect(block).toMatch(/✗ no-reuse-of-spent-token: .* \[events \d+, \d+/);
    expect(block).not.toContain('failure-is-visible');
  });

  it('marks known failures and what was fixed unexpectedly', async () => {
    const lines = await printedBy();
    expect(
      lines.some((line) => line.trim().startsWith('known: n8n does not wait for Retry-After')),
    ).toBe(true);
    expect(
      lines.some((line) =>
        line.includes('fixed unexpectedly: take it out of the baseline of 2.41.1'),
      ),
    ).toBe(true);
  });

  it('sets targets side by side and says what changed', async () => {
    const lines = await printedBy();
    const row = (name: string): string[] =>
      (lines.findLast((line) => line.startsWith(name)) ?? '').split(/\s{2,}/);
    expect(row('scenario ')).toEqual(['scenario', '1.123.81', '2.41.1', 'change']);
    expect(row('rotation/')).toEqual(['rotation/concurrent-refresh', '✗ fail', '✓ pass', 'fixed']);
    expect(row('reply/').at(-1)).toBe('–');
  });

  it('names no page that tells something else than the results', async () => {
    await using folder = await temporaryDirectory();
    const runDirectory = folder.path;
    await writeFile(path.join(runDirectory, 'report.html'), '');
    expect(await printedBy({ runDirectory })).toContain(
      `Report ${path.join(runDirectory, 'report.html')}`,
    );
    expect((await printedBy({ runDirectory, outdated: true })).join('\n')).not.toContain('Report ');
  });

  it('leaves the comparison and the target out when there is one target', async () => {
    const [target] = run.results.targets;
    const results = {
      ...run.results,
      targets: target === undefined ? [] : [target],
      scenarios: run.results.scenarios.filter((result) => result.target === target?.id),
    };
    const text = (await printedBy({}, results)).join('\n');
    expect(text).not.toContain(' @ 1.123.81');
    expect(text).not.toContain('change');
  });

  it('ends with totals, time and the meaning of the exit code', async () => {
    const lines = await printedBy();
    expect(lines.find((line) => /^\s+12\s+6\s+1\s+2\s+1\s+2\s+1\s+0$/.test(line))).toBeDefined();
    expect(lines.find((line) => line.startsWith('Time 1 min 12 s:'))).toContain('waiting 42.1 s');
    expect(lines.at(-1)).toBe(
      'Exit code 1: unexpected failure, regression or broken threshold, or a listed failure is gone.',
    );
  });

  it('tells how many scenarios were skipped, and why', async () => {
    const text = (await printedBy()).join(' ').replaceAll(/\s+/g, ' ');
    expect(text).toContain('Only 11 of 12 ran, 1 was skipped: ');
  });

  it('says how a failure differs from the known one, and what was not looked at', async () => {
    const scenarios = run.results.scenarios.map((result) => ({
      ...result,
      differsFromKnown: 'known as hung (a), but now the outcome is dead',
      findings: [
        ...result.findings,
        { checker: 'no-x', verdict: 'not-looked-at' as const, message: 'No log.', evidence: [] },
      ],
    }));
    const lines = await printedBy({}, { ...run.results, scenarios });
    expect(lines).toContain('    known as hung (a), but now the outcome is dead');
    expect(lines).toContain('    1 invariant not looked at (no-x)');
    expect(lines.join(' ')).toContain('No log (no-x 12×).');
  });

  it('names what was planned and did not run, and says why', async () => {
    const lines = await printedBy({}, unfinishedRun('interruption'));
    expect(lines.find((line) => /^\s+12\s+6\s+1\s+2\s+1\s+2\s+1\s+2$/.test(line))).toBeDefined();
    expect(lines).toContain('The run was interrupted. What had ended by then is told here.');
    expect(lines).toContain('Not run on 1.123.81: 1 of 7 (queue/never-run).');
    expect(lines).toContain('Not run on 2.41.1: 1 of 7 (queue/never-run #2).');
    expect(lines.find((line) => line.startsWith('queue/never-run'))?.split(/\s{2,}/)).toEqual([
      'queue/never-run',
      '○ not-run',
      '○ not-run',
      '–',
    ]);
    expect(lines.at(-1)).toBe('Exit code 130: interrupted.');
  });

  it('names the page when it was written', async () => {
    await using folder = await temporaryDirectory();
    const page = path.join(folder.path, 'report.html');
    expect((await printedBy({ runDirectory: folder.path })).join('\n')).not.toContain(page);
    await writeFile(page, '');
    expect(await printedBy({ runDirectory: folder.path })).toContain(`Report ${page}`);
  });

  it('says the same with colours', async () => {
    const coloured = await printedBy({ colours: true });
    expect(coloured.join('\n')).toContain('\u001B[31m');
    expect(coloured.map((line) => stripVTControlCharacters(line))).toEqual(await printedBy());
  });
});
