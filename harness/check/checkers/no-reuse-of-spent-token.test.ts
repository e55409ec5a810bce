import { describe, expect, test } from 'vitest';
import { story } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { noReuseOfSpentToken as checker } from './no-reuse-of-spent-token.ts';

const issued = { access: access(2), refresh: refresh(2), scope: 'read' };

describe(checker.name, () => {
  test('holds when every refresh shows the newest token', () => {
    expect(checker.check(goodStory())).toMatchObject({
      verdict: 'holds',
      message: '2 refreshes, none with a token the client knew to be spent.',
    });
  });

  test('is violated by a client that keeps the old token', () => {
    expect(
      checker.check(untilExpired().refresh(1, 2).refused(refresh(1), 'spent').build()),
    ).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('refresh token f1/1'),
    });
  });

  test('is violated by a race in which every token was live when it arrived', () => {
    expect(checker.check(stormStory()).verdict).toBe('violated');
  });

  test('names whoever showed the token second, not whose request was carried out second', () => {
    const told = untilExpired();
    const first = told.askRefresh(refresh(1), 'live', { sender: 'worker-1' });
    told.wait(10_000).refresh(1, 2, { request: { sender: 'worker-2' } });
    told
      .add({
        type: 'ledger',
        action: 'replayed',
        token: refresh(1),
        realmTimeMs: 0,
        exchange: first,
      })
      .answer(first, { status: 400, error: 'invalid_grant' });
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'violated',
      message:
        '1 refresh showed a refresh token that was already spent, the first one refresh token f1/1 by worker-2, while worker-1 waited for the answer to its own refresh with it.',
    });
  });

  test('holds when the first request was given up before the second one came', () => {
    const told = untilExpired();
    const first = told.askRefresh(refresh(1));
    told.answer(first, { outcome: 'aborted-by-client', delivered: false }).refresh(1, 2);
    const late = told.add({
      type: 'ledger',
      action: 'replayed',
      token: refresh(1),
      realmTimeMs: 0,
      exchange: first,
    });
    expect(checker.check(late.build()).verdict).toBe('holds');
  });

  test('is violated when the answer that spent the token is still under way', () => {
    const told = untilExpired();
    const first = told.askRefresh(refresh(1));
    told
      .add({
        type: 'ledger',
        action: 'refreshed',
        token: refresh(1),
        realmTimeMs: 0,
        exchange: first,
      })
      .refused(refresh(1), 'spent')
      .answer(first, { issued });
    expect(checker.check(told.build()).verdict).toBe('violated');
  });

  test.each([
    ['the connection broke', { outcome: 'reset', delivered: false } as const],
    ['a server error stood in its place', { status: 502 } as const],
  ])('holds when the successor never reached the client: %s', (_, reply) => {
    const told = untilExpired().refresh(1, 2, { reply }).refused(refresh(1), 'spent');
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('whose successor had never reached the client'),
    });
  });

  test('counts the call that replaced a token, not one before that brought it again', () => {
    const kept = { issued: { access: access(2), refresh: refresh(1), scope: 'read' } } as const;
    const told = () => untilExpired().refresh(1, 2, { reply: kept });
    const lost = { reply: { outcome: 'reset', delivered: false } } as const;
    expect(
      checker.check(told().refresh(1, 3, lost).refused(refresh(1), 'spent').build()),
    ).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('had never reached the client'),
    });
    expect(checker.check(told().refresh(1, 3).refused(refresh(1), 'spent').build()).verdict).toBe(
      'violated',
    );
  });

  test('holds when a fault altered the answer and the successor was never seen', () => {
    const told = untilExpired()
      .inject('reply/without-refresh-token', 'x9')
      .refresh(1, 2, { reply: { faults: ['x9'] } })
      .refused(refresh(1), 'spent');
    expect(checker.check(told.build()).verdict).toBe('holds');
    expect(
      checker.check(told.probe({ access: access(2), refresh: refresh(2) }, null).build()).verdict,
    ).toBe('violated');
  });

  test('holds when the client was killed right after the answer', () => {
    const told = untilExpired()
      .refresh(1, 2)
      .add({ type: 'process', process: 'main', state: 'exited', signal: 'SIGKILL' })
      .refused(refresh(1), 'spent');
    expect(checker.check(told.build()).verdict).toBe('holds');
  });

  test('holds when the client was set back to what it had stored before, and not otherwise', () => {
    const version = (data: 'left' | 'copy') =>
      ({ type: 'version', from: '1.0.0', to: '2.0.0', data, started: true }) as const;
    const setBack = untilExpired()
      .add(version('left'))
      .refresh(1, 2)
      .start('e2')
      .api('e2.1', access(2))
      .add(version('copy'))
      .refused(refresh(1), 'spent');
    expect(checker.check(setBack.build()).verdict).toBe('holds');
    const kept = untilExpired()
      .add(version('left'))
      .refresh(1, 2)
      .add(version('left'))
      .refused(refresh(1), 'spent');
    expect(checker.check(kept.build()).verdict).toBe('violated');
    const inTheCopy = untilExpired()
      .refresh(1, 2)
      .add(version('left'))
      .add(version('copy'))
      .refused(refresh(1), 'spent');
    expect(checker.check(inTheCopy.build()).verdict).toBe('violated');
  });

  test('is violated within a grace period by a client that knew the successor', () => {
    const inGrace = {
      request: { presented: { kind: 'refresh', standing: 'spent-in-grace', ref: refresh(1) } },
    } as const;
    const told = () => untilExpired().start('e2').api('e2.1', access(1), 'expired');
    const knew = told().refresh(1, 2).api('e2.1', access(2)).finish('e2').start('e3');
    expect(checker.check(knew.refresh(1, 3, inGrace).build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('refresh token f1/1'),
    });
    const lost = told().refresh(1, 2, { reply: { outcome: 'reset', delivered: false } });
    expect(checker.check(lost.refresh(1, 3, inGrace).build()).verdict).toBe('holds');
    const race = told().start('e3').api('e3.1', access(1), 'expired').refresh(1, 2);
    expect(checker.check(race.refresh(1, 3, inGrace).build()).verdict).toBe('holds');
    expect(checker.check(race.refresh(1, 4, inGrace).build()).verdict).toBe('violated');
  });

  test('holds for a token that somebody else spent', () => {
    expect(checker.check(untilExpired().refused(refresh(1), 'spent').build()).verdict).toBe(
      'holds',
    );
  });

  test('is unknown when the record does not say which token was shown', () => {
    const told = story();
    expect(
      checker.check(told.answer(told.ask({ grantType: 'refresh_token' }), { status: 400 }).build())
        .verdict,
    ).toBe('unknown');
  });

  test('tells a history from the same one with the last refresh made with the first token', () => {
    const reused = mutate(
      goodStory(),
      'request',
      ({ presented }) => presented?.ref?.fingerprint === refresh(2).fingerprint,
      () => ({ presented: { kind: 'refresh', standing: 'spent', ref: refresh(1) } }),
    );
    expect(checker.check(reused).verdict).toBe('violated');
  });
});
