import { describe, expect, test } from 'vitest';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { refresh } from '../testing/story-defaults.ts';
import { refreshesWithoutLock } from './refreshes-without-lock.ts';

/** Adds a refresh that a process sends. It is not answered. */
function sends(told: HistoryBuilder, sender: string | undefined, client = 'main'): HistoryBuilder {
  told.askRefresh(refresh(1), 'live', { client, ...(sender === undefined ? {} : { sender }) });
  return told;
}

const seen = (told: HistoryBuilder): string[] =>
  refreshesWithoutLock(told.build()).map(
    ({ process, holder, waitedMs }) =>
      `${process} beside ${holder}, ${waitedMs === undefined ? 'never asked' : `waited ${waitedMs}`}`,
  );

describe('a process that refreshes while another one holds the lock', () => {
  test('is seen, and how long it had waited since it first asked', () => {
    const told = story().lock('worker-1', 'taken').lock('worker-2', 'waits').wait(4_980);
    expect(seen(sends(told, 'worker-2'))).toEqual(['worker-2 beside worker-1, waited 4990']);
  });

  test('is seen when it never asked for the lock', () => {
    expect(
      seen(sends(story().lock('worker-1', 'taken').lock('worker-3', 'waits'), 'worker-2')),
    ).toEqual(['worker-2 beside worker-1, never asked']);
  });

  test('is seen each time, also after the holder renewed', () => {
    const told = sends(story().lock('worker-1', 'taken').lock('worker-1', 'renewed'), 'worker-2');
    expect(seen(sends(told, 'main'))).toEqual([
      'worker-2 beside worker-1, never asked',
      'main beside worker-1, never asked',
    ]);
  });

  test('did not wait for the present holder when it only waited for an earlier one', () => {
    const told = story()
      .lock('worker-1', 'taken')
      .lock('worker-2', 'waits')
      .lock('worker-1', 'released')
      .lock('worker-3', 'taken');
    expect(seen(sends(told, 'worker-2'))).toEqual(['worker-2 beside worker-3, never asked']);
  });
});

test.each<[string, HistoryBuilder]>([
  ['the holder itself refreshes', sends(story().lock('worker-1', 'taken'), 'worker-1')],
  [
    'the lock was released',
    sends(story().lock('worker-1', 'taken').lock('worker-1', 'released'), 'worker-2'),
  ],
  [
    'the lock was lost',
    sends(story().lock('worker-1', 'taken').lock(undefined, 'lost'), 'worker-2'),
  ],
  ['nobody took it, or only later', sends(story(), 'worker-2').lock('worker-1', 'taken')],
  [
    'it is the lock of another credential',
    sends(story().lock('worker-1', 'taken', 'other'), 'worker-2'),
  ],
  ['the sender cannot be told', sends(story().lock('worker-1', 'taken'), undefined)],
  ['the holder cannot be told', sends(story().lock(undefined, 'taken'), 'worker-2')],
])('nothing is seen when %s', (_, told) => {
  expect(seen(told)).toEqual([]);
});

test('other grants need no lock', () => {
  const told = story().lock('worker-1', 'taken');
  told.ask({ grantType: 'authorization_code', sender: 'worker-2' });
  expect(seen(told)).toEqual([]);
});
