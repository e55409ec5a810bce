import { describe, expect, test } from 'vitest';
import type { Baseline } from '../model/baseline.ts';
import type { ScenarioResult } from '../model/results.ts';
import { applyBaseline } from './apply-baseline.ts';

const baseline: Baseline = {
  n8n: '1.123.81',
  known: [
    {
      scenario: 'a/b',
      violates: ['recovers-as-expected', 'no-reuse-of-spent-token'],
      reason: 'No single flight before 2.30.0.',
      link: 'https://example.test/33092',
    },
  ],
};

const result = (
  verdict: ScenarioResult['verdict'],
  violated: readonly string[] = [],
  name = 'a/b',
): ScenarioResult => ({
  name,
  title: '',
  target: 't',
  attempt: 1,
  verdict,
  outcome: 'unaffected',
  summary: '',
  recovery: { expected: 'automatic', observed: 'automatic' },
  findings: [
    ...violated.map((checker) => ({
      checker,
      verdict: 'violated' as const,
      message: '',
      evidence: [1],
    })),
    { checker: 'no-secret-leaked', verdict: 'holds', message: '', evidence: [] },
  ],
  executions: [],
  counts: { refreshes: 0, tokenRequests: 0, apiAccepted: 0, apiRefused: 0 },
  durationMs: 1,
});

describe('applyBaseline', () => {
  test('knows a failure only when every violated checker is listed', () => {
    expect(applyBaseline(result('fail', ['recovers-as-expected']), baseline).known).toEqual({
      reason: 'No single flight before 2.30.0.',
      link: 'https://example.test/33092',
    });
    expect(
      applyBaseline(result('fail', ['recovers-as-expected', 'no-secret-leaked']), baseline).known,
    ).toBeUndefined();
    expect(
      applyBaseline(result('fail', ['recovers-as-expected'], 'a/other'), baseline).known,
    ).toBeUndefined();
  });

  test('never excuses an inconclusive, and marks only a pass as fixed', () => {
    expect(applyBaseline(result('inconclusive', ['recovers-as-expected']), baseline)).toEqual(
      result('inconclusive', ['recovers-as-expected']),
    );
    expect(applyBaseline(result('pass'), baseline).fixedUnexpectedly).toBe(true);
    expect(applyBaseline(result('skipped'), baseline).fixedUnexpectedly).toBeUndefined();
  });

  test('forgets an earlier baseline', () => {
    const known = applyBaseline(result('fail', ['recovers-as-expected']), baseline);
    expect(applyBaseline(known, undefined)).toEqual(result('fail', ['recovers-as-expected']));
  });
});
