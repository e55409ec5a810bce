import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { History } from '../model/history.ts';
import { judge } from './judge.ts';
import { story } from './testing/history-builder.ts';
import { mutate, without } from './testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from './testing/stories.ts';
import { access } from './testing/story-defaults.ts';

const violated = (history: History): readonly string[] =>
  judge(history)
    .findings.filter(({ verdict }) => verdict === 'violated')
    .map(({ checker }) => checker);

describe('judge', () => {
  test('passes a history in which everything is as it should be', () => {
    const judgement = judge(goodStory());
    expect(judgement.findings.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
    expect(judgement).toMatchObject({
      verdict: 'pass',
      outcome: 'unaffected',
      recovery: { expected: 'automatic', observed: 'unaffected' },
    });
    expect(judgement.counts).toEqual({
      refreshes: 2,
      refreshesUnderFault: 1,
      tokenRequests: 3,
      apiAccepted: 4,
      apiRefused: 2,
    });
    expect(judgement.executions.map(({ phase }) => phase)).toEqual([
      'steady',
      'during',
      'healed',
      'healed',
    ]);
  });

  test('fails a storm and names what the operator has to do', () => {
    const judgement = judge(stormStory());
    expect(judgement).toMatchObject({
      verdict: 'fail',
      outcome: 'reconnect needed (avoidable)',
      recovery: { expected: 'automatic', observed: 'after-remedy', remedy: 'reconnect' },
    });
    expect(violated(stormStory())).toEqual(['no-reuse-of-spent-token', 'recovers-as-expected']);
  });

  /** Histories that prove nothing about recovery, made of a given one. */
  const voids: readonly (readonly [string, (told: History) => History])[] = [
    [
      'a steady state that failed',
      (told) =>
        mutate(
          mutate(
            told,
            'reply',
            ({ accepted }) => accepted === true,
            () => ({ accepted: false, status: 403, error: 'insufficient_scope' }),
          ),
          'execution',
          ({ key }) => key === 'e1',
          () => ({ status: 'error', error: { message: 'The scope does not reach' } }),
        ),
    ],
    [
      'a fault that nobody met',
      (told) =>
        new History(
          told.events.map((event) =>
            event.type === 'fault' && event.id === 'x1' ? { ...event, id: 'elsewhere' } : event,
          ),
        ),
    ],
    [
      'a gate for more work than was handed out',
      (told) =>
        mutate(
          told,
          'gate',
          ({ state }) => state === 'opened',
          () => ({ state: 'timed-out', wanted: 20 }),
        ),
    ],
    ['a history that breaks off', (told) => without(told, ({ type }) => type === 'end')],
    [
      'an aborted run',
      (told) =>
        mutate(
          told,
          'end',
          () => true,
          () => ({ reason: 'aborted' }),
        ),
    ],
    [
      'a harness error',
      (told) =>
        mutate(
          told,
          'step',
          () => true,
          () =>
            ({ type: 'harness-error', code: 'x', message: 'The database cannot be read' }) as never,
        ),
    ],
  ];

  /** The storm without the spent token, so that only its recovery is wrong. */
  const deadStory = (): History =>
    stormStory({
      steps: [{ do: 'execute' }],
      expect: {
        recovery: 'automatic',
        withinMs: 10_000,
        without: { 'no-reuse-of-spent-token': 'not what this is about' },
      },
    });
  const withStep = (history: History): History =>
    new History(
      history.events.map((event) =>
        event.type === 'phase' && event.phase === 'healed'
          ? { n: event.n, at: event.at, type: 'step', index: 0, state: 'begin' }
          : event,
      ),
    );

  test.each(voids)('voids a violated recovery after %s', (_, change) => {
    expect(judge(withStep(deadStory())).verdict).toBe('fail');
    const judgement = judge(change(withStep(deadStory())));
    expect(judgement.verdict).toBe('inconclusive');
    expect(judgement.recovery.observed).toBe('unknown');
    expect(judgement.findings).toContainEqual(
      expect.objectContaining({
        checker: 'recovers-as-expected',
        verdict: 'unknown',
        message: expect.stringMatching(/^Voided, because .+: Recovery: after-remedy/),
      }),
    );
    expect(judgement.summary).toMatch(/^Nothing is proven about n8n 2\.41\.1: .+\.$/);
  });

  test.each(voids)('fails for a violated safety invariant, %s or not', (name, change) => {
    const leaking = mutate(
      withStep(stormStory()),
      'execution',
      ({ key }) => key === 's1',
      () => ({ leaks: ['client secret'] }),
    );
    const judgement = judge(change(leaking));
    expect(judgement).toMatchObject({
      verdict: 'fail',
      outcome: 'leaked',
      recovery: { observed: 'unknown' },
    });
    expect(judgement.summary).toMatch(
      /client secret can be read in what is stored or told of execution s1\. Nothing else is proven: .+\.$/,
    );
    expect(violated(change(leaking)), name).not.toContain('recovers-as-expected');
  });

  test('a fault that was not met beside one that was takes a pass away, and no failure', () => {
    const unmet = (history: History): History =>
      mutate(
        history,
        'leak-scan',
        () => true,
        () =>
          ({
            type: 'fault',
            fault: 'token/slow',
            id: 'x9',
            state: 'begin',
            actsOn: 'token-endpoint',
            options: {},
          }) as never,
      );
    expect(judge(unmet(goodStory())).verdict).toBe('inconclusive');
    expect(judge(unmet(stormStory())).verdict).toBe('fail');
  });

  test('calls a harness error by its name', () => {
    expect(
      judge(story().add({ type: 'harness-error', code: 'x', message: 'y' }).build()).outcome,
    ).toBe('harness error');
  });

  test('is inconclusive when a checker cannot tell', () => {
    expect(judge(without(goodStory(), ({ type }) => type === 'leak-scan')).verdict).toBe(
      'inconclusive',
    );
  });

  test('a pass says what nobody could look at; when asked to be strict it is no pass', () => {
    const blind = without(
      goodStory({ capabilities: ['log'] }),
      ({ type }) => type === 'stored-credential',
    );
    expect(judge(blind)).toMatchObject({
      verdict: 'pass',
      summary: expect.stringMatching(
        /Three invariants were not looked at: stored-tokens-are-newest, token-data-kept and other-fields-unchanged\.$/,
      ),
    });
    expect(judge(blind, { strict: true })).toMatchObject({
      verdict: 'inconclusive',
      outcome: 'inconclusive',
      summary: expect.stringContaining('does not show its stored credentials'),
    });
    expect(judge(goodStory(), { strict: true }).verdict).toBe('pass');
    expect(judge(stormStory({ capabilities: ['log'] }), { strict: true }).verdict).toBe('fail');
  });

  test('leaves out what the scenario switches off, and says why', () => {
    const history = mutate(
      without(goodStory(), ({ type }) => type === 'leak-scan'),
      'scenario',
      () => true,
      ({ expect: expected }) => ({
        expect: { ...expected, without: { 'no-secret-leaked': 'this target has no log' } },
      }),
    );
    expect(judge(history).verdict).toBe('pass');
    expect(judge(history).findings).toContainEqual({
      checker: 'no-secret-leaked',
      verdict: 'holds',
      message: 'Not applicable: this target has no log',
      evidence: [],
    });
  });

  test('judges executions after a leap of time as executionsOf, not as steady state', () => {
    const history = story({
      steps: [{ do: 'execute' }, { do: 'advance', by: '2h' }, { do: 'execute' }],
    })
      .connect()
      .phase('steady')
      .start('e1')
      .api('e1.1', access(1))
      .finish('e1')
      .add({ type: 'step', index: 1, state: 'begin' })
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .finish('e2', { status: 'error', error: { message: 'Unauthorized' } })
      .end()
      .build();
    expect(judge(history)).toMatchObject({ verdict: 'fail', recovery: { observed: 'none' } });
  });

  test('never passes a history that was cut short, and never throws', () => {
    const whole = goodStory().events;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        expect(judge(new History(whole.slice(0, length))).verdict).not.toBe('pass');
      }),
      { numRuns: whole.length * 2 },
    );
  });

  test('never throws and never passes without its fault when any event is missing', () => {
    const whole = stormStory().events;
    for (const missing of whole)
      expect(judge(new History(whole.filter((event) => event !== missing))).verdict).not.toBe(
        'pass',
      );
  });

  test('evidence names events of the history only', () => {
    const history = stormStory();
    const numbers = new Set(history.events.map(({ n }) => n));
    for (const { evidence } of judge(history).findings)
      for (const n of evidence) expect(numbers).toContain(n);
  });

  test('an expectation of none is met by a credential that stays dead', () => {
    const history = untilExpired({ expect: { recovery: 'none', withinMs: 1_000 } })
      .start('e2')
      .api('e2.1', access(1), 'expired', { faults: ['x1'] })
      .finish('e2', { status: 'error', error: { message: 'Token expired, reconnect' } })
      .probe({ access: access(1), refresh: 'absent' }, null)
      .end()
      .build();
    expect(judge(history)).toMatchObject({ verdict: 'pass', outcome: 'dead' });
  });
});
