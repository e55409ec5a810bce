import { describe, expect, test } from 'vitest';
import type { History } from '../../model/history.ts';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate, without } from '../testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { faultWasMet as checker } from './fault-was-met.ts';

const clockStory = (clockOffsetMs: number | undefined) =>
  story()
    .start('e1')
    .api('e1.1', access(1))
    .finish('e1')
    .phase('during')
    .inject('n8n/clock-ahead', 'target-1', 'clock')
    .add({ type: 'clock', clock: 'n8n', offsetMs: 7_200_000 })
    .start('e2')
    .api('e2.1', access(1))
    .finish('e2', clockOffsetMs === undefined ? {} : { clockOffsetMs })
    .build();

/** A slow call is refused after another one, or before it. */
function slowStory(isOvertaken: boolean): History {
  const told = untilExpired()
    .inject('api/slow', 's1', 'api', { untilAnother: true })
    .start('e2', { items: ['e2.1', 'e2.2'] });
  const slow = told.ask({ endpoint: 'resource', item: 'e2.1', path: '/items/e2.1' });
  const refuse = (): HistoryBuilder =>
    told.answer(slow, { endpoint: 'resource', status: 401, accepted: false, faults: ['s1', 'x1'] });
  if (!isOvertaken) refuse();
  told
    .api('e2.2', access(1), 'expired', { faults: ['x1'] })
    .refresh(1, 2)
    .api('e2.2', access(2));
  if (isOvertaken) refuse();
  return told.api('e2.1', access(2)).finish('e2').build();
}

describe(checker.name, () => {
  test('holds when every fault stood in the way of a request', () => {
    expect(checker.check(goodStory())).toMatchObject({
      verdict: 'holds',
      message: '1 execution before the fault succeeded; 1 fault of the plan met by requests.',
    });
    expect(checker.check(stormStory()).verdict).toBe('holds');
  });

  test('is unknown when one of them did not', () => {
    expect(
      checker.check(
        mutate(
          goodStory(),
          'reply',
          ({ faults }) => faults.includes('x1'),
          () => ({ faults: [] }),
        ),
      ),
    ).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('no request met access-token/expired'),
    });
  });

  test('holds when only the expiry after the plan was not met: the execution after it tells enough', () => {
    expect(
      checker.check(
        mutate(
          goodStory(),
          'reply',
          ({ faults }) => faults.includes('x2'),
          () => ({ faults: [] }),
        ),
      ).verdict,
    ).toBe('holds');
  });

  test('is unknown when only the credential that is to stay unaffected met it', () => {
    const struck = (client: string, options = {}) => {
      const told = untilExpired()
        .inject('token/unavailable', 't1', 'token-endpoint', options)
        .start('e2')
        .api('e2.1', access(1), 'expired', { faults: ['x1'] })
        .finish('e2');
      const exchange = told.ask({ client, grantType: 'refresh_token' });
      return checker.check(told.answer(exchange, { status: 503, faults: ['t1'] }).build());
    };
    expect(struck('second').verdict).toBe('holds');
    expect(struck('bystander', { client: 'bystander' }).verdict).toBe('holds');
    expect(struck('bystander')).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('no request met token/unavailable'),
    });
  });

  test('is unknown when a call was to be overtaken and was not', () => {
    expect(checker.check(slowStory(true)).verdict).toBe('holds');
    expect(checker.check(slowStory(false))).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('no request met api/slow'),
    });
  });

  test('is unknown when the steady state failed, or there was none', () => {
    expect(
      checker.check(
        mutate(
          goodStory(),
          'execution',
          ({ key }) => key === 'e1',
          () => ({ status: 'error', error: { message: 'No route' } }),
        ),
      ),
    ).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('e1 failed before any fault: No route'),
    });
    expect(
      checker.check(story().phase('during').inject('access-token/expired', 'x1').build()).verdict,
    ).toBe('unknown');
  });

  test('believes a wrong clock only when time stamps show it', () => {
    expect(checker.check(clockStory(7_190_000)).verdict).toBe('holds');
    expect(checker.check(clockStory(1_000)).verdict).toBe('unknown');
    expect(checker.check(clockStory(-7_200_000)).verdict).toBe('unknown');
    expect(checker.check(clockStory(undefined)).verdict).toBe('unknown');
  });

  test('is unknown when a gate let go too early, or never opened', () => {
    expect(
      checker.check(
        mutate(
          stormStory(),
          'gate',
          ({ state }) => state === 'opened',
          () => ({ state: 'timed-out', arrived: 3 }),
        ),
      ),
    ).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('only 3 of 8 requests met at the gate'),
    });
    expect(
      checker.check(
        without(stormStory(), (event) => event.type === 'gate' && event.state === 'opened'),
      ).verdict,
    ).toBe('unknown');
  });

  test('is unknown when the plan has a fault or a gate that the history has not', () => {
    expect(
      checker.check(
        goodStory({
          steps: [1, 2, 3].map(() => ({ do: 'inject', fault: 'access-token/expired' }) as const),
        }),
      ).verdict,
    ).toBe('unknown');
    expect(checker.check(goodStory({ steps: [{ do: 'rendezvous', requests: 8 }] })).verdict).toBe(
      'unknown',
    );
  });

  test('asks for no fault where the plan has none', () => {
    const expectation = { recovery: 'unaffected', withinMs: 1_000 } as const;
    expect(
      checker.check(
        story({ expect: expectation }).start('e1').api('e1.1', access(1)).finish('e1').build(),
      ),
    ).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('this plan has no fault'),
    });
    expect(checker.check(untilExpired().build()).verdict).toBe('unknown');
  });

  describe('a plan without a fault that expects an operator to be needed', () => {
    const expectation = { recovery: 'after-remedy', withinMs: 1_000 } as const;
    const told = () => story({ expect: expectation }).connect().start('e1').api('e1.1', access(1));

    test('proves nothing when nothing went wrong but an ordinary expiry', () => {
      const message = "Not proven: nothing went wrong that could make the recovery 'after-remedy'.";
      const calm = told().finish('e1');
      expect(checker.check(calm.build())).toMatchObject({ verdict: 'unknown', message });
      calm.start('e2').api('e2.1', access(1), 'expired').refresh(1, 2).api('e2.1', access(2));
      expect(checker.check(calm.finish('e2').build())).toMatchObject({
        verdict: 'unknown',
        message,
      });
    });

    test.each<[string, (story: HistoryBuilder) => HistoryBuilder]>([
      [
        'a failed execution',
        (all) => all.phase('during').start('e2').finish('e2', { status: 'error' }),
      ],
      [
        'the end of a refresh token',
        (all) => all.add({ type: 'ledger', action: 'expired', token: refresh(1), realmTimeMs: 1 }),
      ],
      ['a refused refresh', (all) => all.refused(refresh(1), 'expired')],
      [
        'a process that ended',
        (all) => all.add({ type: 'process', process: 'n8n', state: 'exited' }),
      ],
    ])('counts %s', (_, change) => {
      expect(checker.check(change(told().finish('e1')).build()).verdict).toBe('holds');
    });
  });

  describe('a fault of the target', () => {
    const steady = () => story().start('e1').api('e1.1', access(1)).finish('e1').phase('during');

    test('is met when it says so itself', () => {
      expect(
        checker.check(
          steady().inject('redis/down', 'target-1', 'redis').met('redis/down', 'target-1').build(),
        ),
      ).toMatchObject({
        verdict: 'holds',
        message: expect.stringContaining('1 fault of the plan met'),
      });
    });

    test('is not met when it only began, or only another one of its name was', () => {
      expect(
        checker.check(
          steady().inject('redis/down', 'target-1').heal('redis/down', 'target-1').build(),
        ),
      ).toMatchObject({
        verdict: 'unknown',
        message: expect.stringContaining('no request met redis/down'),
      });
      expect(
        checker.check(
          steady()
            .inject('redis/down', 'target-1')
            .inject('redis/down', 'target-2')
            .met('redis/down', 'target-2')
            .build(),
        ),
      ).toMatchObject({ verdict: 'unknown' });
    });

    test('that is the clock does not become met by saying so: time stamps decide', () => {
      expect(
        checker.check(
          steady().inject('n8n/clock-ahead', 'target-1').met('n8n/clock-ahead', 'target-1').build(),
        ).verdict,
      ).toBe('unknown');
    });

    test('met twice is one fault', () => {
      expect(
        checker.check(
          steady()
            .inject('redis/down', 'target-1')
            .met('redis/down', 'target-1')
            .met('redis/down', 'target-1')
            .build(),
        ),
      ).toMatchObject({
        verdict: 'holds',
        message: expect.stringContaining('1 fault of the plan met'),
      });
    });
  });
});
