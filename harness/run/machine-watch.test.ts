import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  cpuPressure,
  cpuTimes,
  keptFor,
  MachineWatch,
  queuedMs,
  stalledMs,
} from './machine-watch.ts';

test('the time that was stolen or waited for the disk is told apart from the rest', () => {
  expect(cpuTimes('cpu  10 0 20 60 3 0 0 7 0 0\ncpu0 1 1 1 1\n')).toEqual({ lost: 10, all: 100 });
  expect(cpuTimes(undefined)).toBeUndefined();
});

test('the pressure on the processors is read as a share', () => {
  expect(cpuPressure('some avg10=12.50 avg60=1.00 avg300=0.10 total=1\n')).toBe(0.125);
  expect(cpuPressure(undefined)).toBeUndefined();
});

test('the time in the queue for a processor is the second number, in nanoseconds', () => {
  expect(queuedMs('480493000 54000000 12\n')).toBe(54);
  expect(queuedMs('')).toBeUndefined();
  expect(queuedMs(undefined)).toBeUndefined();
});

test('the time in which something waited for the disk is read from its total, in microseconds', () => {
  const pressure = 'some avg10=0.00 avg60=0.00 total=37896963\nfull avg10=0.00 total=6255771\n';
  expect(stalledMs(pressure)).toBeCloseTo(37_896.963);
  expect(stalledMs(undefined)).toBeUndefined();
});

const waits = (isHelper: boolean, ...all: number[]) =>
  all.map((waitedMs) => ({ waitedMs, isHelper }));

test.each([
  ['threads that hand work to each other wait one after the other', waits(false, 100, 40), 140],
  ['helpers wait at the same time', [...waits(false, 100), ...waits(true, 50, 60, 55)], 160],
  ['nobody waits longer than the time that has passed', waits(false, 700, 700), 1_000],
  ['nothing waits', [], 0],
])('of one process: %s', (_, threads, kept) => {
  expect(keptFor(threads, 1_000)).toBe(kept);
});

test('how long a client waited is told only when its processes are known', () => {
  using unknown = new MachineWatch(undefined);
  expect(unknown.take()).not.toHaveProperty('waitedMs');
});

test.runIf(queuedMs(readSchedstat()) !== undefined)(
  'a client of this process waited as long as this thread did, since the last sample',
  () => {
    using watch = new MachineWatch([]);
    watch.take();
    const { waitedMs } = watch.take();
    expect(waitedMs).toBeGreaterThanOrEqual(0);
    expect(waitedMs).toBeLessThanOrEqual(queuedMs(readSchedstat()) ?? 0);
  },
);

function readSchedstat(): string | undefined {
  try {
    return readFileSync('/proc/thread-self/schedstat', 'utf8');
  } catch {
    return undefined;
  }
}

test('each sample tells of the time since the last one', () => {
  using watch = new MachineWatch([]);
  expect(watch.take()).toMatchObject({
    lagMs: expect.any(Number),
    loadPerCore: expect.any(Number),
  });
});
