import { describe, expect, it } from 'vitest';
import { sampleResult } from '../store/testing/sample-results.ts';
import type { Advice, Sight } from './advice.ts';
import { judgeAdvice } from './judge-advice.ts';
import type { ScenarioResult, TargetResult } from './results.ts';

const target = { id: '2.41.1', n8n: '2.41.1' } as TargetResult;

const result = (changes: Partial<ScenarioResult> = {}): ScenarioResult =>
  sampleResult({ name: 'guide/a', target: '2.41.1', attempt: 1, verdict: 'pass', ...changes });

const execution = (
  phase: 'steady' | 'during' | 'healed' | 'remedied',
  status: 'success' | 'error' | 'hung',
  error?: string,
) => ({ phase, status, durationMs: 1, ...(error === undefined ? {} : { error }) });

/** A claim with a trial for each sight. */
const claim = (...sights: readonly Sight[]): Advice => ({
  about: 'Something',
  kind: 'fix',
  claim: 'It works.',
  trials: sights.map((shows) => ({ scenario: 'guide/a', asks: 'Does it?', shows })),
});

const verdict = (
  advice: Advice,
  scenarios: readonly ScenarioResult[],
  on: TargetResult = target,
): string | undefined =>
  judgeAdvice([advice], { targets: [on], scenarios: [...scenarios] })[0]?.verdict;

const AFTER_RECONNECT = {
  recovery: {
    expected: 'after-remedy',
    observed: 'after-remedy',
    remedy: 'reconnect',
  },
} as const;

describe('a trial', () => {
  it.each([
    ['the remedy that worked', { remedy: ['reconnect'] }, AFTER_RECONNECT, true],
    ['another remedy', { remedy: ['recreate'] }, AFTER_RECONNECT, false],
    ['the way of recovery', { recovery: ['after-remedy'] }, AFTER_RECONNECT, true],
    ['another way', { recovery: ['automatic', 'unaffected'] }, AFTER_RECONNECT, false],
    [
      'an error under the fault',
      { during: 'error' },
      { executions: [execution('steady', 'success'), execution('during', 'error')] },
      true,
    ],
    [
      'an error before the fault',
      { during: 'error' },
      { executions: [execution('steady', 'error'), execution('during', 'success')] },
      false,
    ],
    [
      'success of only some',
      { during: 'success' },
      { executions: [execution('during', 'success'), execution('healed', 'error')] },
      false,
    ],
    [
      'words, in any case',
      { error: 'needs to be reconnected' },
      { executions: [execution('during', 'error', 'It NEEDS to be reconnected.')] },
      true,
    ],
    ['words that nobody said', { error: 'expired' }, { executions: [] }, false],
  ] as const)('looks at %s', (_name, sight, changes, says) => {
    const sees = { ...sight } as unknown as Sight;
    const seen = result(changes as unknown as Partial<ScenarioResult>);
    expect(verdict(claim(sees), [seen])).toBe(says ? 'holds' : 'does not hold');
  });

  it.each([
    ['holds', 'holds'],
    ['violated', 'does not hold'],
    ['unknown', 'not tried'],
    ['not-looked-at', 'not tried'],
  ] as const)('of an invariant that is %s: %s', (found, expected) => {
    const findings = [{ checker: 'connects', verdict: found, message: '', evidence: [] }];
    expect(verdict(claim({ holds: ['connects'] }), [result({ findings })])).toBe(expected);
  });

  it.each(['inconclusive', 'skipped'] as const)('of a result that is %s says nothing', (as) => {
    expect(verdict(claim({ remedy: ['reconnect'] }), [result({ verdict: as })])).toBe('not tried');
  });

  it('is contradicted by what shows that the advice is not needed', () => {
    const { trials, ...rest } = claim({});
    const advice: Advice = {
      ...rest,
      trials: trials.map(({ scenario, asks }) => ({
        scenario,
        asks,
        contradicts: { remedy: ['reconnect'] },
      })),
    };
    expect(verdict(advice, [result(AFTER_RECONNECT)])).toBe('does not hold');
    expect(verdict(advice, [result()])).toBe('holds');
  });

  it('that fails at one of several attempts has failed', () => {
    const attempts = [result(AFTER_RECONNECT), result({ attempt: 2 })];
    expect(verdict(claim({ remedy: ['reconnect'] }), attempts)).toBe('does not hold');
  });
});

describe('a claim', () => {
  const yes: Sight = { remedy: ['reconnect'] };
  const no: Sight = { remedy: ['recreate'] };

  it('holds in part when some of its trials say no', () => {
    expect(verdict(claim(yes, no), [result(AFTER_RECONNECT)])).toBe('holds in part');
    expect(verdict(claim(no, no), [result(AFTER_RECONNECT)])).toBe('does not hold');
  });

  it('is judged by what was tried, where a trial could not be carried out', () => {
    const advice = claim(yes, yes);
    const [first, second] = advice.trials;
    if (first === undefined || second === undefined) throw new RangeError('two trials');
    const other = { ...advice, trials: [first, { ...second, scenario: 'guide/b' }] };
    const [judged] = judgeAdvice([other], {
      targets: [target],
      scenarios: [result(AFTER_RECONNECT)],
    });
    expect(judged?.verdict).toBe('holds');
    expect(judged?.trials.map(({ says }) => says)).toEqual([true, undefined]);
  });

  it('is judged on each target by the results of that one', () => {
    const other = { ...target, id: '1.123.81' };
    const judged = judgeAdvice([claim(yes)], {
      targets: [target, other],
      scenarios: [result(AFTER_RECONNECT), result({ target: '1.123.81' })],
    });
    expect(judged.map((one) => `${one.target.id} ${one.verdict}`)).toEqual([
      '2.41.1 holds',
      '1.123.81 does not hold',
    ]);
  });

  it.each([
    [undefined, 'not tried'],
    [['clientId', 'ignoreSSLIssues'], 'never existed'],
    [['clientId', 'automaticRefresh'], 'holds'],
  ] as const)('about a field, of a form with %s: %s', (fields, expected) => {
    const on = { ...target, ...(fields === undefined ? {} : { credentialFields: [...fields] }) };
    expect(verdict({ ...claim(), field: 'auto.*refresh' }, [], on)).toBe(expected);
  });
});

describe('advice that asks for a remedy', () => {
  const climbed = (worked: string | undefined): Partial<ScenarioResult> => ({
    recovery: {
      expected: 'after-remedy',
      observed: worked === undefined ? 'none' : 'after-remedy',
      ...(worked === undefined ? {} : { remedy: worked }),
      rungs: ['wait', 'reconnect', 'recreate'].map((remedy) => ({
        remedy,
        act: remedy,
        gave: remedy === worked ? ('worked' as const) : ('nothing' as const),
      })),
    },
  });
  const judged = (changes: Partial<ScenarioResult>) =>
    judgeAdvice([claim({ lightest: 'reconnect' })], {
      targets: [target],
      scenarios: [result(changes)],
    })[0];

  it('holds when nothing lighter works', () => {
    expect(judged(climbed('reconnect'))).toMatchObject({ verdict: 'holds' });
    expect(judged(climbed('reconnect'))?.enough).toBeUndefined();
  });

  it('is heavier than needed when a lighter one was enough, which is named', () => {
    expect(judged(climbed('wait'))).toMatchObject({ verdict: 'does not hold', enough: 'wait' });
  });

  it('does not hold when it takes a heavier one, or when nothing helps', () => {
    for (const worked of ['recreate', undefined]) {
      expect(judged(climbed(worked))?.verdict).toBe('does not hold');
      expect(judged(climbed(worked))?.enough).toBeUndefined();
    }
  });

  it('is not tried by a scenario that tries no other remedy', () => {
    expect(judged(AFTER_RECONNECT)?.verdict).toBe('not tried');
  });
});

describe('a witness', () => {
  const told = (
    shown: readonly string[],
    more: Partial<NonNullable<ScenarioResult['witnessed']>['witnesses'][number]> = {},
  ) => ({
    witnessed: {
      witnesses: [{ name: 'sentry', title: 'Sentry', ...more }],
      failures: shown.map((witness) => ({
        what: 'It failed.',
        event: 1,
        times: 1,
        shown: [{ witness, level: 'showed' as const, event: 1 }],
      })),
    },
  });

  it.each([
    ['showed each failure', told(['sentry', 'sentry']), 'holds'],
    ['did not show one', told(['sentry', 'log']), 'does not hold'],
    ['cried wolf', told(['sentry'], { falseAlarms: 1 }), 'does not hold'],
    ['was not there', told(['log'], { absent: 'not switched on' }), 'not tried'],
    ['had nothing to show', told([]), 'not tried'],
    ['is not told of', {}, 'not tried'],
  ])('that %s: %s', (_, part, expected) => {
    expect(verdict(claim({ witness: 'sentry' }), [result(part)])).toBe(expected);
  });
});
