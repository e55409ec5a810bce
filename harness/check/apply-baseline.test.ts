import { describe, expect, test } from 'vitest';
import type { Baseline, SeenFailure } from '../model/baseline.ts';
import type { ScenarioResult } from '../model/results.ts';
import { sampleResult } from '../store/testing/sample-results.ts';
import { applyBaseline } from './apply-baseline.ts';

const REASON = 'No single flight before 2.30.0.';
const LINK = 'https://example.test/33092';

const SEEN: SeenFailure = {
  outcome: 'reconnect needed (avoidable)',
  recovery: 'after-remedy',
  remedy: 'reconnect',
  violates: {
    'no-reuse-of-spent-token': String.raw`^\d+ refresh(es)? showed`,
    'recovers-as-expected': '^Recovery: after-remedy',
  },
};
const baselineWith = (...seen: readonly SeenFailure[]): Baseline => ({
  schemaVersion: 2,
  n8n: '1.123.81',
  known: [{ scenario: 'a/b', seen: [...seen], reason: REASON, link: LINK }],
});
const baseline = baselineWith(SEEN);

const SAYS: Readonly<Record<string, string>> = {
  'no-reuse-of-spent-token': '3 refreshes showed a spent token.',
  'recovers-as-expected': 'Recovery: after-remedy (reconnect).',
};

/** A failure that looks as it is known, unless the test says otherwise. */
const failed = (
  violated: Readonly<Record<string, string>> = SAYS,
  part: Partial<ScenarioResult> = {},
): ScenarioResult =>
  sampleResult({
    name: 'a/b',
    verdict: 'fail',
    outcome: 'reconnect needed (avoidable)',
    recovery: { expected: 'automatic', observed: 'after-remedy', remedy: 'reconnect' },
    findings: [
      ...Object.entries(violated).map(([checker, message]) => ({
        checker,
        verdict: 'violated' as const,
        message,
        evidence: [1],
      })),
      { checker: 'no-secret-leaked', verdict: 'holds', message: '', evidence: [] },
    ],
    ...part,
  });
const differs = (result: ScenarioResult, from = baseline): string | undefined => {
  const applied = applyBaseline(result, from);
  expect(applied.known).toBeUndefined();
  return applied.differsFromKnown;
};
const KNOWN =
  'known as reconnect needed (avoidable) (no-reuse-of-spent-token, recovers-as-expected), but now';

/** A failure that looks as it is known, and of which some checkers could decide nothing. */
const leftOpen = (verdict: 'unknown' | 'not-looked-at', ...checkers: readonly string[]) => {
  const open = checkers.map((checker) => ({ checker, verdict, message: 'No.', evidence: [] }));
  return failed(SAYS, { findings: [...failed().findings, ...open] });
};

describe('what a known failure left undecided', () => {
  test('is not excused: such a result is inconclusive', () => {
    const applied = applyBaseline(leftOpen('unknown', 'fault-was-met'), baseline);
    expect(applied.verdict).toBe('inconclusive');
    expect(applied.known).toBeUndefined();
    expect(applied.differsFromKnown).toBe(`${KNOWN} fault-was-met could not be decided`);
  });

  test('is known where the baseline says so, and nothing else', () => {
    const told = baselineWith({ ...SEEN, undecided: ['fault-was-met'] });
    expect(applyBaseline(leftOpen('unknown', 'fault-was-met'), told).known).toBeDefined();
    expect(applyBaseline(failed(), told).known).toBeDefined();
    const more = leftOpen('unknown', 'fault-was-met', 'connects');
    expect(applyBaseline(more, told)).toMatchObject({
      verdict: 'inconclusive',
      differsFromKnown: `${KNOWN} connects could not be decided`,
    });
  });

  test('does not make an unexpected failure inconclusive', () => {
    const other = leftOpen('unknown', 'fault-was-met');
    expect(applyBaseline({ ...other, outcome: 'hung' }, baseline).verdict).toBe('fail');
  });

  test('is, with strict, also what nobody could look at', () => {
    const unseen = leftOpen('not-looked-at', 'no-secret-leaked');
    expect(applyBaseline(unseen, baseline).known).toBeDefined();
    expect(applyBaseline(unseen, baseline, { strict: true }).verdict).toBe('inconclusive');
  });

  test('is what a checker of the failure itself may leave undecided this time', () => {
    const often = baselineWith({ ...SEEN, sometimes: { connects: '^The connect was refused' } });
    expect(applyBaseline(leftOpen('unknown', 'connects'), often).known).toBeDefined();
  });
});

describe('a known failure', () => {
  test('looks in every point as the baseline says', () => {
    const applied = applyBaseline(failed(), baseline);
    expect(applied.known).toEqual({ reason: REASON, link: LINK });
    expect(applied.differsFromKnown).toBeUndefined();
  });

  test('may look one of several ways', () => {
    const dead: SeenFailure = {
      outcome: ['dead', 'hung'],
      recovery: ['none', 'unknown'],
      violates: { 'recovers-as-expected': '^Recovery: none' },
    };
    const result = failed(
      { 'recovers-as-expected': 'Recovery: none.' },
      { outcome: 'hung', recovery: { expected: 'automatic', observed: 'none' } },
    );
    expect(applyBaseline(result, baselineWith(SEEN, dead)).known).toBeDefined();
    expect(applyBaseline(failed(), baselineWith(SEEN, dead)).known).toBeDefined();
    // The outcome of one way does not go with the checkers of another.
    expect(differs(failed(SAYS, { outcome: 'hung' }), baselineWith(SEEN, dead))).toBe(
      `${KNOWN} the outcome is hung`,
    );
  });

  test('may leave a part of it undecided, but not all', () => {
    const undecided = (...checkers: readonly string[]) => {
      const left = Object.entries(SAYS).filter(([checker]) => !checkers.includes(checker));
      const result = failed(Object.fromEntries(left));
      const unknown = checkers.map((checker) => ({
        checker,
        verdict: 'unknown' as const,
        message: 'The machine was starved.',
        evidence: [],
      }));
      return { ...result, findings: [...result.findings, ...unknown] };
    };
    expect(applyBaseline(undecided('recovers-as-expected'), baseline).known).toBeDefined();
    expect(differs(undecided(...Object.keys(SAYS)))).toContain('holds');
  });

  test('may violate sometimes what it names as such, and nothing else', () => {
    const racing = { ...SEEN, sometimes: { 'failure-is-visible': '^1 failure' } };
    const too = { ...SAYS, 'failure-is-visible': '1 failure says nothing.' };
    expect(applyBaseline(failed(), baselineWith(racing)).known).toBeDefined();
    expect(applyBaseline(failed(too), baselineWith(racing)).known).toBeDefined();
    expect(differs(failed({ ...too, 'failure-is-visible': 'Other.' }), baselineWith(racing))).toBe(
      `${KNOWN} failure-is-visible says "Other."`,
    );
  });
});

describe('a failure that looks different is told with the difference, when', () => {
  test.each([
    [
      'another checker is violated, too',
      failed({ ...SAYS, 'no-secret-leaked': 'a token' }),
      'no-secret-leaked is violated, too',
    ],
    [
      'a part is fixed',
      failed({ 'no-reuse-of-spent-token': '1 refresh showed a spent token.' }),
      'recovers-as-expected holds (partly fixed)',
    ],
    ['it ends differently', failed(SAYS, { outcome: 'dead' }), 'the outcome is dead'],
    [
      'it does not recover',
      failed(SAYS, { recovery: { expected: 'automatic', observed: 'none' } }),
      'recovery is none',
    ],
    [
      'another remedy works',
      failed(SAYS, {
        recovery: { expected: 'automatic', observed: 'after-remedy', remedy: 'recreate' },
      }),
      'the remedy that works is recreate',
    ],
    [
      'a finding says something else',
      failed({ ...SAYS, 'no-reuse-of-spent-token': 'A bystander showed it.' }),
      'no-reuse-of-spent-token says "A bystander showed it."',
    ],
  ])('%s', (_, result, difference) => {
    expect(differs(result)).toBe(`${KNOWN} ${difference}`);
  });

  test('it has nothing in common: no checker of the entry is violated', () => {
    expect(differs(failed({ 'others-unaffected': 'It was harmed.' }))).toBe(
      `${KNOWN} no-reuse-of-spent-token and recovers-as-expected holds and others-unaffected is violated, too`,
    );
  });
});

describe('the baseline', () => {
  test('says nothing about a scenario that it does not list', () => {
    const other = failed(SAYS, { name: 'a/other' });
    expect(applyBaseline(other, baseline)).toEqual(other);
  });

  test('never excuses an inconclusive, and marks only a pass as fixed', () => {
    const inconclusive = failed(SAYS, { verdict: 'inconclusive' });
    expect(applyBaseline(inconclusive, baseline)).toEqual(inconclusive);
    expect(applyBaseline(failed({}, { verdict: 'pass' }), baseline).fixedUnexpectedly).toBe(true);
    const skipped = failed({}, { verdict: 'skipped' });
    expect(applyBaseline(skipped, baseline).fixedUnexpectedly).toBeUndefined();
  });

  test('of an older version marks nothing as fixed, and excuses what looks the same', () => {
    const elsewhere = { elsewhere: true };
    const passed = failed({}, { verdict: 'pass' });
    expect(applyBaseline(passed, baseline, elsewhere)).toEqual(passed);
    expect(applyBaseline(failed(), baseline, elsewhere).known).toBeDefined();
  });

  test('is forgotten with the next one', () => {
    expect(applyBaseline(applyBaseline(failed(), baseline), undefined)).toEqual(failed());
    const different = failed(SAYS, { outcome: 'dead' });
    expect(applyBaseline(applyBaseline(different, baseline), undefined)).toEqual(different);
  });
});
