import { describe, expect, test } from 'vitest';
import type { HistoryBuilder } from '../testing/history-builder.ts';
import { untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { failureCauses } from './failure-causes.ts';
import { intervals } from './intervals.ts';

const FAILED = { status: 'error', error: { message: 'It failed' } } as const;
const DATABASE = 'the database could not keep the new tokens';

function causesOf(told: HistoryBuilder, key = 'e2') {
  const history = told.build();
  const interval = intervals(history).find((candidate) => candidate.key === key);
  if (interval === undefined) throw new RangeError(`There is no execution ${key}.`);
  return failureCauses(history, interval);
}

const names = (told: HistoryBuilder, key?: string): string[] =>
  causesOf(told, key).map(({ cause }) => cause);

/** An execution that meets an expired token, refreshes while a fault is met, and fails. */
function metBy(fault: string): HistoryBuilder {
  const told = untilExpired()
    .inject(fault, 'target-1')
    .start('e2')
    .api('e2.1', access(1), 'expired');
  const exchange = told.askRefresh(refresh(1));
  return told
    .met(fault, 'target-1')
    .answer(exchange, { issued: { access: access(2), refresh: refresh(2), scope: 'read' } })
    .finish('e2', FAILED);
}

describe('a database that could not keep the tokens', () => {
  test.each(['database/locked', 'database/read-only', 'database/down'])(
    '%s is the only cause of the execution that met it',
    (fault) => {
      expect(names(metBy(fault))).toEqual([DATABASE]);
    },
  );

  test.each(['database/slow', 'redis/down', 'n8n/paused'])(
    '%s is none: the 401 of the API is what is left',
    (fault) => {
      expect(names(metBy(fault))).toEqual(['the API refuses the token']);
    },
  );

  test.each([
    ['SQLITE_BUSY: database is locked', true],
    ['attempt to write a readonly database', true],
    ['cannot execute UPDATE in a read-only transaction', true],
    ['The new tokens could not be saved', true],
    ['Connection terminated unexpectedly', true],
    ['connect ECONNREFUSED', true],
    ['Please reconnect your credential', false],
    ['The request was blocked', false],
    ['Bad request - please check your parameters', false],
  ])("is explained by '%s': %s", (text, explained) => {
    expect(causesOf(metBy('database/read-only'))[0]?.isExplainedBy(text)).toBe(explained);
  });

  test('is a cause of later failures, too, while it lasts, beside what the provider says', () => {
    const later = metBy('database/read-only')
      .start('e3')
      .api('e3.1', access(1), 'expired')
      .refused(refresh(1), 'spent')
      .finish('e3', FAILED);
    expect(names(later, 'e3')).toEqual([DATABASE, 'the provider refused the refresh token']);
  });

  test('is not the only cause for a credential that was given no tokens meanwhile', () => {
    const told = untilExpired()
      .inject('database/read-only', 'target-1')
      .start('b1', { credential: 'bystander' })
      .start('e2')
      .api('e2.1', access(1), 'expired');
    const exchange = told.askRefresh(refresh(1));
    told
      .met('database/read-only', 'target-1')
      .answer(exchange, { issued: { access: access(2), refresh: refresh(2), scope: 'read' } })
      .finish('e2', FAILED);
    told
      .answer(told.askRefresh(refresh(1, 'f9'), 'revoked', { client: 'bystander' }), {
        status: 400,
        error: 'invalid_grant',
      })
      .finish('b1', FAILED);
    expect(names(told, 'e2')).toEqual([DATABASE]);
    expect(names(told, 'b1')).toEqual([DATABASE, 'the provider refused the refresh token']);
  });

  test('is none of those after it was healed', () => {
    const later = metBy('database/read-only')
      .heal('database/read-only', 'target-1')
      .start('e3')
      .api('e3.1', access(1), 'expired')
      .refused(refresh(1), 'spent')
      .finish('e3', FAILED);
    expect(names(later, 'e3')).toEqual(['the provider refused the refresh token']);
  });

  test('is none of what failed before it was met', () => {
    const told = untilExpired()
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refused(refresh(1), 'revoked')
      .finish('e2', FAILED)
      .inject('database/locked', 'target-1')
      .met('database/locked', 'target-1');
    expect(names(told)).toEqual(['the provider refused the refresh token']);
  });
});

describe('a process of the client that died', () => {
  const dying = (process: string) =>
    untilExpired()
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refused(refresh(1), 'revoked')
      .process(process, 'killed')
      .finish('e2', FAILED);

  test('meanwhile makes every text do', () => {
    expect(names(dying('worker-1'))).toEqual([]);
  });

  test('makes it so also when the database was in the way', () => {
    expect(
      names(
        metBy('database/locked').start('e3').process('main', 'exited').finish('e3', FAILED),
        'e3',
      ),
    ).toEqual([]);
  });

  test('before or after the execution excuses nothing, and neither does the end of a service', () => {
    const refused = ['the provider refused the refresh token'];
    expect(
      names(
        untilExpired()
          .process('main', 'killed')
          .start('e2')
          .api('e2.1', access(1), 'expired')
          .refused(refresh(1), 'revoked')
          .finish('e2', FAILED),
      ),
    ).toEqual(refused);
    expect(
      names(
        untilExpired()
          .start('e2')
          .api('e2.1', access(1), 'expired')
          .refused(refresh(1), 'revoked')
          .finish('e2', FAILED)
          .process('main', 'killed'),
      ),
    ).toEqual(refused);
    expect(names(dying('redis'))).toEqual(refused);
  });
});

test('noise on the line makes every text do', () => {
  expect(
    names(
      untilExpired()
        .start('e2')
        .api('e2.1', access(1), 'expired')
        .refused(refresh(1), 'live', { status: 503 })
        .finish('e2', FAILED),
    ),
  ).toEqual([]);
});

describe('a process that stood still', () => {
  /**
   * Worker-1 makes the API call of e2 and is paused. e2 is given up before or after the worker
   * resumes.
   */
  const held = (sleeper: string, { wokenBefore = false, before = false } = {}): HistoryBuilder => {
    const told = untilExpired();
    if (before) told.process(sleeper, 'paused').process(sleeper, 'resumed');
    told.start('e2').api('e2.1', access(1), 'expired', {}, { sender: 'worker-1' });
    if (before) return told.finish('e2', FAILED);
    told.process(sleeper, 'paused');
    return wokenBefore
      ? told.process(sleeper, 'resumed').finish('e2', FAILED)
      : told.finish('e2', FAILED).process(sleeper, 'resumed');
  };

  test('may have failed its execution, as whoever waited for it says', () => {
    expect([names(held('worker-1')), names(held('worker-1', { wokenBefore: true }))]).toEqual([
      [],
      [],
    ]);
  });

  test('did not fail the execution of another one, nor one that began when it was awake again', () => {
    expect([names(held('worker-2')), names(held('worker-1', { before: true }))]).toEqual([
      ['the API refuses the token'],
      ['the API refuses the token'],
    ]);
  });
});
