import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Results } from '../harness/model/results.ts';
import { sampleResult } from '../harness/store/testing/sample-results.ts';
import { githubReporter } from './github.ts';
import { annotationsOf } from './github/annotations.ts';
import { workflowCommand } from './github/workflow-command.ts';
import { sampleContext } from './testing/report-context.ts';
import { sampleRun, unfinishedRun } from './testing/sample-run.ts';

const run = sampleRun();
/** The sample, with the place of each scenario. */
const placed = (of: Results = run.results): Results => ({
  ...of,
  planned: (of.planned ?? of.scenarios).map(({ target, name, title, attempt }) => ({
    target,
    name,
    title,
    attempt,
    at: { file: `scenarios/${name}.ts`, line: 9 },
  })),
});
const place = { cwd: '/work/repo/chaos', env: { GITHUB_WORKSPACE: '/work/repo' } };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'github-report-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function reported(
  env: Readonly<Record<string, string>>,
  path?: string,
  results = placed(),
): Promise<{ commands: string; printed: string; files: readonly string[] }> {
  const context = sampleContext(run, folder, path, env);
  const files = await githubReporter.create(context).onRunEnd?.(results, context);
  return {
    commands: context.commands.join(''),
    printed: context.printed.join('\n'),
    files: files ?? [],
  };
}

describe('annotations', () => {
  it('stand where the run says in a container, in which the checkout is elsewhere', () => {
    const env = { GITHUB_WORKSPACE: '/home/runner/work/repo/repo' };
    const [found] = annotationsOf(placed(), { cwd: '/work', env });
    expect(found?.at).toMatchObject({ file: expect.stringMatching(/^scenarios\//), line: 9 });
  });

  it('stand at the line that defines the scenario, from the folder of the checkout', () => {
    const found = annotationsOf(placed(), place);
    expect(found.map(({ level, title }) => `${level} ${title}`)).toEqual([
      'error fail: rotation/concurrent-refresh on 1.123.81',
      'warning inconclusive: reply/reset-after-commit on 1.123.81',
      'warning inconclusive: reply/reset-after-commit on 2.41.1',
      'warning fixed unexpectedly: clock/n8n-ahead on 2.41.1',
    ]);
    expect(found[0]?.at).toEqual({
      file: 'chaos/scenarios/rotation/concurrent-refresh.ts',
      line: 9,
    });
    expect(annotationsOf(placed(), { ...place, env: {} })[0]?.at?.file).toBe(
      'scenarios/rotation/concurrent-refresh.ts',
    );
    expect(annotationsOf(run.results, place)[0]?.at).toBeUndefined();
  });

  it('say what happened, what to do and how to run it again', () => {
    const lines = annotationsOf(placed(), place)[0]?.message.split('\n') ?? [];
    expect(lines[0]).toContain('refreshed one expired token eight times');
    expect(lines[1]).toBe(
      'What an operator must do: Open the credential and connect the account again.',
    );
    expect(lines[2]).toBe(
      'Run it again: npx --no-install oauth-chaos run rotation/concurrent-refresh --n8n 1.123.81 --seed 42',
    );
  });

  it('do not say twice that there is nothing to do', () => {
    const summary = 'It works again by itself; there is nothing to repair.';
    const scenarios = run.results.scenarios.map((result) =>
      result.name === 'rotation/concurrent-refresh' && result.verdict === 'fail'
        ? { ...result, summary, recovery: { ...result.recovery, observed: 'automatic' as const } }
        : result,
    );
    const [first] = annotationsOf({ ...run.results, scenarios }, place);
    expect(first?.message).toMatch(/^It works [^\n]* nothing to repair\.\nRun it again: [^\n]*$/);
  });

  it('name what did not run, and why', () => {
    const last = annotationsOf(placed(unfinishedRun('interruption')), place).at(-1);
    expect(last).toMatchObject({
      level: 'warning',
      title: 'not run: queue/never-run #2 on 2.41.1',
      message: expect.stringMatching(/^The run was interrupted\.\nRun it again: /),
    });
  });

  it('are no more than GitHub keeps, the last one counting the others', () => {
    const many = (count: number): Results => ({
      ...run.results,
      scenarios: Array.from({ length: count }, (_, index) =>
        sampleResult({ name: `a/b-${index}`, verdict: 'fail' }),
      ),
    });
    expect(annotationsOf(many(10), place)).toHaveLength(10);
    const found = annotationsOf(many(25), place);
    expect(found).toHaveLength(10);
    expect(found.at(-1)?.title).toBe('oauth-chaos: 16 more');
  });

  it('are written so that no text ends them, or becomes a part of them', () => {
    expect(
      workflowCommand({
        level: 'error',
        title: 'a, b: 100%::x',
        message: '50%,: \r\n::warning::forged',
        at: { file: 'a,b:c.ts', line: 3 },
      }),
    ).toBe(
      '::error file=a%2Cb%3Ac.ts,line=3,title=a%2C b%3A 100%25%3A%3Ax::50%25,: %0D%0A::warning::forged\n',
    );
  });
});

describe('github', () => {
  it('annotates within GitHub Actions, and appends to the summary of the job', async () => {
    const summary = join(folder, 'summary.md');
    writeFileSync(summary, 'before\n');
    const { commands, files } = await reported({
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(commands.split('\n').filter((line) => line.startsWith('::'))).toHaveLength(4);
    expect(files).toEqual([summary]);
    expect(readFileSync(summary, 'utf8')).toMatch(/^before\n\n### ✗ oauth-chaos: /);
  });

  it('writes no more into the summary than GitHub takes', async () => {
    const summary = join(folder, 'summary.md');
    writeFileSync(summary, 'x'.repeat(1024 * 1024 - 3_000));
    await reported({ GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary });
    const text = readFileSync(summary);
    expect(text.length).toBeLessThanOrEqual(1024 * 1024);
    expect(text.toString()).toMatch(/\d+ more did not fit here/);
  });

  it('says elsewhere that it annotates nothing, unless it is told where', async () => {
    const { commands, printed, files } = await reported({});
    expect([commands, files]).toEqual(['', []]);
    expect(printed).toContain('this is not GitHub Actions');
    const path = join(folder, 'annotations.txt');
    expect((await reported({}, path)).files).toEqual([path]);
    expect(readFileSync(path, 'utf8')).toMatch(/^::error file=/);
  });

  it('is silent about a run in which everything is as it should be', async () => {
    const scenarios = run.results.scenarios.filter(({ outcome }) => outcome === 'unaffected');
    const good = { ...run.results, scenarios: scenarios.slice(0, 1), exitCode: 0 as const };
    expect((await reported({ GITHUB_ACTIONS: 'true' }, undefined, good)).commands).toBe('');
  });
});
