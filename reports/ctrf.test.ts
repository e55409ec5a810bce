import { validate, type CTRFReport } from 'ctrf';
import { describe, expect, it } from 'vitest';
import type { Results } from '../harness/model/results.ts';
import { sampleResult } from '../harness/store/testing/sample-results.ts';
import { ctrfDocument } from './ctrf/ctrf-document.ts';
import { sampleRun, unfinishedRun } from './testing/sample-run.ts';

const { results } = sampleRun();
const allowed = { strict: false, allowFixed: true };
const find = (name: string, target: string, of: Results = results) =>
  ctrfDocument(of).results.tests.find(({ testId }) => testId === `${target}/${name}`);

/** One scenario, several times; `p` passes, `f` fails, `i` proves nothing. */
function repeated(...verdicts: readonly string[]): Results {
  const as = { p: 'pass', f: 'fail', i: 'inconclusive' } as const;
  const scenarios = verdicts.flatMap((all, index) =>
    [...all].map((letter, attempt) =>
      sampleResult({
        name: `a/${index}`,
        target: '2.41.1',
        attempt: attempt + 1,
        verdict: as[letter as keyof typeof as],
      }),
    ),
  );
  return { ...results, scenarios };
}

describe('ctrf', () => {
  it.each([
    ['the sample', results],
    ['a run that ended early', unfinishedRun('interruption')],
    ['a run without results', { ...results, scenarios: [], targets: [] }],
    ['listed failures that may be gone', { ...results, run: { ...results.run, rules: allowed } }],
    ['repeated scenarios', repeated('pfp', 'ppp', 'fff', 'i')],
  ])('is valid: %s', (_, one) => {
    const report: CTRFReport = ctrfDocument(one);
    expect(validate(JSON.parse(JSON.stringify(report)))).toMatchObject({ valid: true });
  });

  it('counts what it holds', () => {
    const { summary, tests } = ctrfDocument(results).results;
    expect(summary).toMatchObject({
      tests: 12,
      passed: 5,
      failed: 2,
      skipped: 3,
      other: 2,
      pending: 0,
      suites: 2,
    });
    expect(tests).toHaveLength(12);
  });

  it('tells of a failure what happened, its evidence and how to run it again', () => {
    const test = find('rotation/concurrent-refresh', '1.123.81');
    expect(test).toMatchObject({
      status: 'failed',
      rawStatus: 'fail',
      suite: ['1.123.81', 'rotation'],
      labels: { outcome: 'refresh storm', recovery: expect.stringContaining('automatic → ') },
      extra: {
        reproduce:
          'npx --no-install oauth-chaos run rotation/concurrent-refresh --n8n 1.123.81 --seed 42',
      },
    });
    expect(test?.trace).toMatch(/violated no-reuse-of-spent-token: .*\[events \d+/);
    expect(test?.message).toContain('Open the credential and connect the account again.');
  });

  it('lets a known failure and what may be gone leave the build green', () => {
    expect(find('throttle/token-endpoint-429', '2.41.1')).toMatchObject({
      status: 'skipped',
      rawStatus: 'known failure',
    });
    expect(find('clock/n8n-ahead', '2.41.1')?.status).toBe('failed');
    const may = { ...results, run: { ...results.run, rules: allowed } };
    expect(find('clock/n8n-ahead', '2.41.1', may)?.status).toBe('passed');
  });

  it('names what did not run', () => {
    expect(find('queue/never-run', '2.41.1', unfinishedRun('target'))).toMatchObject({
      status: 'pending',
      message: 'The run was interrupted.',
    });
  });

  it('has the rates of repeated scenarios: the share of failed attempts of those that disagree', () => {
    const report = ctrfDocument(repeated('pfpp', 'pppp', 'ffff'));
    expect(report.results.tests.map(({ status, flaky = false }) => [status, flaky])).toEqual([
      ['failed', true],
      ['passed', false],
      ['failed', false],
    ]);
    expect(report.results.tests.map(({ insights }) => insights?.flakyRate?.current)).toEqual([
      0.25, 0, 0,
    ]);
    expect(report.results.tests[0]?.insights).toMatchObject({
      passRate: { current: 0.75 },
      failRate: { current: 0.25 },
    });
    expect(report.insights?.flakyRate?.current).toBe(0.0833);
    expect(report.results.summary.flaky).toBe(1);
    expect(ctrfDocument(repeated('p', 'f')).insights).toBeUndefined();
  });

  it('says where a scenario is defined', () => {
    const at = { file: 'scenarios/a/0.ts', line: 12 };
    const planned = [{ target: '2.41.1', name: 'a/0', title: '', attempt: 1, at }];
    expect(find('a/0', '2.41.1', { ...repeated('p'), planned })).toMatchObject({
      filePath: 'scenarios/a/0.ts',
      line: 12,
    });
  });
});
