import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MachineState } from '../model/event.ts';

/** Time of all processors so far: what was stolen or waited for the disk, and all of it. */
interface CpuTimes {
  readonly lost: number;
  readonly all: number;
}

const text = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Only Linux has these files.
    return undefined;
  }
};

/** What the whole machine tells of itself. */
interface MachineReading {
  readonly times: CpuTimes | undefined;
  readonly pressure: number | undefined;
  /** Milliseconds so far in which something waited for a disk. */
  readonly diskMs: number | undefined;
}

/** The kernel counts in ticks of ten milliseconds; who asks again within one learns nothing new. */
const TICK_MS = 10;
let latest: { readonly atMs: number; readonly reading: MachineReading } | undefined;

/** Reads the files of the whole machine, once a tick for all who watch. */
function readMachine(): MachineReading {
  const atMs = performance.now();
  if (latest === undefined || atMs - latest.atMs >= TICK_MS)
    latest = {
      atMs,
      reading: {
        times: cpuTimes(text('/proc/stat')),
        pressure: cpuPressure(text('/proc/pressure/cpu')),
        diskMs: stalledMs(text('/proc/pressure/io')),
      },
    };
  return latest.reading;
}

/** The first line of /proc/stat: user nice system idle iowait irq softirq steal … */
export function cpuTimes(stat: string | undefined): CpuTimes | undefined {
  const line = /^cpu +(.*)$/m.exec(stat ?? '')?.[1];
  if (line === undefined) return undefined;
  const times = line.split(' ').slice(0, 8).map(Number);
  return {
    lost: (times[4] ?? 0) + (times[7] ?? 0),
    all: times.reduce((sum, time) => sum + time, 0),
  };
}

/** Share of the last ten seconds in which something waited for a processor, from 0 to 1. */
export function cpuPressure(pressure: string | undefined): number | undefined {
  const percent = /^some avg10=([\d.]+)/m.exec(pressure ?? '')?.[1];
  return percent === undefined ? undefined : Math.round(Number(percent) * 100) / 10_000;
}

/**
 * Milliseconds so far in which at least one task of the machine waited, from a file of
 * /proc/pressure. The time that a single process waited for a disk (field 42 of its `stat`) is
 * counted only where `kernel.task_delayacct` is on, and it is off by default.
 */
export function stalledMs(pressure: string | undefined): number | undefined {
  const microseconds = /^some .*\btotal=(\d+)/m.exec(pressure ?? '')?.[1];
  return microseconds === undefined ? undefined : Number(microseconds) / 1_000;
}

/**
 * Milliseconds for which a thread could run and got no processor, from its `schedstat`: time on a
 * processor, time in the queue for one (both in nanoseconds), number of turns.
 */
export function queuedMs(schedstat: string | undefined): number | undefined {
  const nanoseconds = /^\d+ (\d+) \d+/.exec(schedstat ?? '')?.[1];
  return nanoseconds === undefined ? undefined : Number(nanoseconds) / 1e6;
}

const threadsOf = (pid: number): readonly string[] => {
  const folder = `/proc/${pid}/task`;
  try {
    return readdirSync(folder).map((thread) => `${folder}/${thread}`);
  } catch {
    // The process has ended.
    return [];
  }
};

/** How long each thread waited so far, by its folder; a thread that has ended is missing. */
type Queues = ReadonlyMap<string, number>;

/** This thread, as a process of its own, and the processes of the client. */
const queuesOf = (pids: readonly number[]): readonly Queues[] =>
  [['/proc/thread-self'], ...pids.map(threadsOf)].map(
    (threads) =>
      new Map(
        threads.flatMap((thread) => {
          const waited = queuedMs(text(`${thread}/schedstat`));
          return waited === undefined ? [] : [[thread, waited] as const];
        }),
      ),
  );

/** V8's helpers, which divide one piece of work among them, as Node 24 names them. */
const isHelper = (thread: string): boolean => text(`${thread}/comm`)?.trim() === 'V8Worker';

/**
 * How long a process was kept from going on, from what its threads waited. Of helpers that wait at
 * the same time the longest wait counts. The other threads hand work to each other, so their waits
 * add up, but never to more than the time that has passed.
 */
export function keptFor(
  waits: readonly { readonly waitedMs: number; readonly isHelper: boolean }[],
  passedMs: number,
): number {
  const [own, helpers] = [
    waits.filter((one) => !one.isHelper),
    waits.filter((one) => one.isHelper),
  ];
  const sum = own.reduce((total, { waitedMs }) => total + waitedMs, 0);
  return Math.min(passedMs, sum + Math.max(0, ...helpers.map(({ waitedMs }) => waitedMs)));
}

/** Watches how much this machine lags, so that a starved machine is not held against the client. */
export class MachineWatch implements Disposable {
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });
  readonly #pids: readonly number[] | undefined;
  #before = readMachine();
  #beforeMs = performance.now();
  #queued: readonly Queues[];

  /** @param pids the processes of the client besides this one; undefined when they are not known */
  constructor(pids: readonly number[] | undefined) {
    this.#pids = pids;
    this.#queued = queuesOf(pids ?? []);
    this.#delay.enable();
  }

  /** What was measured since the last call. */
  take(): MachineState {
    const now = readMachine();
    const { pressure, diskMs } = now;
    const spent = (now.times?.all ?? 0) - (this.#before.times?.all ?? 0);
    const lost = (now.times?.lost ?? 0) - (this.#before.times?.lost ?? 0);
    const stalled = diskMs === undefined ? undefined : diskMs - (this.#before.diskMs ?? diskMs);
    const lagMs = Math.round(this.#delay.max / 1e6);
    this.#before = now;
    this.#delay.reset();
    const waitedMs = this.#waited();
    return {
      lagMs,
      loadPerCore: Math.round(((loadavg()[0] ?? 0) / availableParallelism()) * 100) / 100,
      ...(spent > 0 ? { stolen: Math.round((lost / spent) * 1_000) / 1_000 } : {}),
      ...(pressure === undefined ? {} : { pressure }),
      ...(waitedMs === undefined ? {} : { waitedMs }),
      ...(stalled === undefined ? {} : { diskMs: Math.round(stalled) }),
    };
  }

  /** Undefined when the system does not tell it, or nobody knows the processes. */
  #waited(): number | undefined {
    const [before, now] = [this.#queued, queuesOf(this.#pids ?? [])];
    const nowMs = performance.now();
    const passedMs = nowMs - this.#beforeMs;
    this.#queued = now;
    this.#beforeMs = nowMs;
    if (this.#pids === undefined || now.every(({ size }) => size === 0)) return undefined;
    const kept = now.map((threads, index) =>
      keptFor(
        [...threads].flatMap(([thread, waited]) => {
          const waitedMs = waited - (before[index]?.get(thread) ?? 0);
          // Most threads have not waited, and whose they are need not be read.
          return waitedMs === 0 ? [] : [{ waitedMs, isHelper: isHelper(thread) }];
        }),
        passedMs,
      ),
    );
    return Math.round(kept.reduce((sum, wait) => sum + wait, 0));
  }

  [Symbol.dispose](): void {
    this.#delay.disable();
  }
}
