import { expect, test } from 'vitest';
import type { HistoryEvent } from '../model/event.ts';
import { Recorder } from './recorder.ts';

test('events are numbered from 1 without gaps and stamped with the time since the start', () => {
  let now = 1000;
  const seen: HistoryEvent[] = [];
  const recorder = new Recorder(
    (event) => seen.push(event),
    () => now,
  );
  recorder.add({ type: 'phase', phase: 'steady' });
  now += 12.34;
  recorder.add({ type: 'end', reason: 'completed' });
  expect(seen.map(({ n, at, type }) => [n, at, type])).toEqual([
    [1, 0, 'phase'],
    [2, 12.3, 'end'],
  ]);
});

test('what arrives after the end is not recorded', () => {
  const seen: HistoryEvent[] = [];
  const recorder = new Recorder((event) => seen.push(event));
  recorder.close();
  recorder.add({ type: 'phase', phase: 'during' });
  expect(seen).toEqual([]);
});

test('a sink that failed is not written to again: every later event fails alike, until the recorder is closed', () => {
  const seen: number[] = [];
  const full = new Error('the disk is full');
  const recorder = new Recorder(({ n }) => {
    seen.push(n);
    if (n === 2) throw full;
  });
  const add = () => recorder.add({ type: 'phase', phase: 'during' });
  add();
  expect(add).toThrow(full);
  expect(add).toThrow(full);
  recorder.close();
  expect(add).not.toThrow();
  expect(seen).toEqual([1, 2]);
});
