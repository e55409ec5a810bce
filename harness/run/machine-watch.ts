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
 * Milliseconds for which a thread could run and got no processor, from its `schedstat`: time on a
 * processor, time in the queue for one (both in nanoseconds), number of turns.
 */
export function queuedMs(schedstat: string | undefined): number | undefined {
  const nanoseconds = /^\d+ (\d+) \d+/.exec(schedstat ?? '')?.[1];
  return nanoseconds === undefined ? undefined : Number(nanoseconds) / 1e6;
}

const schedstatsOf = (pid: number): readonly string[] => {
  const folder = `/proc/${pid}/task`;
  try {
    return readdirSync(folder).map((thread) => `${folder}/${thread}/schedstat`);
  } catch {
    // The process has ended.
    return [];
  }
};

/** How long each thread waited so far, by its file; a thread that has ended is missing. */
function queues(pids: readonly number[]): ReadonlyMap<string, number> {
  const files = ['/proc/thread-self/schedstat', ...pids.flatMap(schedstatsOf)];
  return new Map(
    files.flatMap((file) => {
      const waited = queuedMs(text(file));
      return waited === undefined ? [] : [[file, waited] as const];
    }),
  );
}

/** Watches how much this machine lags, so that a starved machine is not held against the client. */
export class MachineWatch implements Disposable {
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });
  readonly #pids: readonly number[] | undefined;
  #before = readMachine().times;
  #queued: ReadonlyMap<string, number>;

  /** @param pids the processes of the client besides this one; undefined when they are not known */
  constructor(pids: readonly number[] | undefined) {
    this.#pids = pids;
    this.#queued = queues(pids ?? []);
    this.#delay.enable();
  }

  /** What was measured since the last call. */
  take(): MachineState {
    const { times: now, pressure } = readMachine();
    const spent = (now?.all ?? 0) - (this.#before?.all ?? 0);
    const lost = (now?.lost ?? 0) - (this.#before?.lost ?? 0);
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
    };
  }

  /** Undefined when the system does not tell it, or nobody knows the processes. */
  #waited(): number | undefined {
    const [before, now] = [this.#queued, queues(this.#pids ?? [])];
    this.#queued = now;
    if (this.#pids === undefined || now.size === 0) return undefined;
    const waits = [...now].map(([file, waited]) => waited - (before.get(file) ?? 0));
    return Math.round(waits.reduce((sum, wait) => sum + wait, 0));
  }

  [Symbol.dispose](): void {
    this.#delay.disable();
  }
}
