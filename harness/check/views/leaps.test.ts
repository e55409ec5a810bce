import { describe, expect, test } from 'vitest';
import { faultWasMet as checker, gaps } from '../checkers/fault-was-met.ts';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { untilExpired } from '../testing/stories.ts';
import { access, type Head } from '../testing/story-defaults.ts';
import type { TokenRef } from './token-ref.ts';

describe('leaps of time', () => {
  const plan = (steps: Head['steps']): HistoryBuilder =>
    story({ steps, expect: { recovery: 'unaffected', withinMs: 10_000 } });
  const leaping = (): HistoryBuilder =>
    plan([{ do: 'execute' }, { do: 'advance', by: '61m' }, { do: 'execute' }])
      .connect()
      .run('e1')
      .add({ type: 'step', index: 1, state: 'begin' });
  const ended = (told: HistoryBuilder, token: TokenRef, cause = 'ttl'): HistoryBuilder =>
    told.add({ type: 'ledger', action: 'expired', token, realmTimeMs: 0, cause });
  const landed = (told: HistoryBuilder): HistoryBuilder =>
    told.add({ type: 'step', index: 1, state: 'end' });
  const verdictOf = (told: HistoryBuilder) => checker.check(told.build());
  const NOTHING = {
    verdict: 'unknown',
    message: "Not proven: no token in use had ended when the provider's clock went forward by 61m.",
  };

  test('are met when a token that ended by one is shown', () => {
    const told = landed(ended(leaping(), access(1)))
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refresh(1, 2)
      .api('e2.1', access(2))
      .finish('e2');
    expect(verdictOf(told)).toMatchObject({
      verdict: 'holds',
      message:
        '1 execution before the fault succeeded; 1 leap of time of the plan met by requests.',
    });
  });

  test('are met when a client renews in time what ended, or says that it cannot', () => {
    const gone = () => landed(ended(leaping(), access(1))).start('e2');
    expect(verdictOf(gone().refresh(1, 2).api('e2.1', access(2)).finish('e2')).verdict).toBe(
      'holds',
    );
    const told = gone().finish('e2', { status: 'error', error: { message: 'Reconnect' } });
    expect(verdictOf(told).verdict).toBe('holds');
  });

  test('prove nothing when nothing ended, or only what nobody used any more', () => {
    expect(verdictOf(landed(leaping()).run('e2'))).toMatchObject(NOTHING);
    const renewed = plan([{ do: 'execute' }, { do: 'advance', by: '61m' }])
      .connect()
      .run('e1')
      .refresh(1, 2)
      .add({ type: 'step', index: 1, state: 'begin' });
    const told = landed(ended(renewed, access(1)))
      .start('e2')
      .refresh(2, 3)
      .api('e2.1', access(3))
      .finish('e2');
    expect(verdictOf(told)).toMatchObject(NOTHING);
  });

  test("prove nothing when only the harness's own expiry was met after it", () => {
    const told = landed(leaping())
      .run('e2')
      .inject('access-token/expired', 'x1')
      .heal('access-token/expired', 'x1', 'next-expiry');
    ended(told, access(1), 'access-token/expired')
      .start('e3')
      .api('e3.1', access(1), 'expired', { faults: ['x1'] })
      .refresh(1, 2)
      .api('e3.1', access(2))
      .finish('e3');
    expect(verdictOf(told)).toMatchObject(NOTHING);
  });

  test('take only a pass away when another fault was met before one', () => {
    const told = untilExpired({ steps: [{ do: 'inject' }, { do: 'advance', by: '5m' }] })
      .start('e2')
      .api('e2.1', access(1), 'expired', { faults: ['x1'] })
      .refresh(1, 2)
      .api('e2.1', access(2))
      .finish('e2')
      .add({ type: 'step', index: 1, state: 'begin' })
      .add({ type: 'step', index: 1, state: 'end' })
      .start('e3')
      .api('e3.1', access(2))
      .finish('e3');
    expect(gaps(told.build())).toMatchObject([{ voids: false }]);
  });

  test('are met as the time to wait that an answer asked for, and as what a fault comes after', () => {
    const asked = plan([{ do: 'execute' }, { do: 'advance', by: '1h' }])
      .connect()
      .run('e1')
      .api('e1.1', access(1), 'live', { status: 429, accepted: false, retryAfterSeconds: 3_600 })
      .add({ type: 'step', index: 1, state: 'begin' });
    expect(verdictOf(landed(asked).run('e2')).verdict).toBe('holds');
    const struck = landed(leaping())
      .inject('access-token/expired', 'x1')
      .start('e2')
      .api('e2.1', access(1), 'expired', { faults: ['x1'] });
    expect(verdictOf(struck).verdict).toBe('holds');
  });
});
