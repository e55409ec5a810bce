import type { ClockName, RealmClock } from '../model/clock.ts';
import { ProviderError } from '../model/provider-error.ts';
import { Alarms } from './alarms.ts';

/** The state of a clock, kept for a restart of the provider. */
export interface ClockMemory {
  readonly nowMs: number;
  /**
   * How far realm time was ahead of the machine's time. Realm time goes on while the provider is
   * stopped.
   */
  readonly aheadMs: number;
  readonly advancedMs: number;
  readonly frozen: boolean;
  readonly skewMs: { readonly issuer: number; readonly resource: number };
}

/**
 * Realm time at which a kept clock continues. It never goes backwards, even when the machine's
 * clock was set back in the meantime.
 */
export const goesOnAt = ({ nowMs, aheadMs, frozen }: ClockMemory): number =>
  frozen ? nowMs : Math.max(nowMs, Date.now() + aheadMs);

/**
 * Time of the machine in milliseconds since the epoch. It never goes backwards, so that durations
 * can be taken from it.
 */
export const machineTimeMs = (): number =>
  Math.round((performance.timeOrigin + performance.now()) * 10) / 10;

export interface ClockListener {
  /**
   * Called when a clock was moved. `offsetMs` is its difference from true realm time; for `both`
   * after an advance it is how far realm time is ahead of real time.
   */
  moved(clock: ClockName, offsetMs: number): void;
}

/**
 * The realm's time: real monotonic time plus every advance. The clock moves forward only when
 * somebody reads or moves it. Then it rings every alarm that fell due in between, in order, and
 * shows each alarm's own due time while it rings. The issuer's clock and the API's clock are this
 * clock plus their skew.
 */
export class VirtualClock implements RealmClock {
  readonly #alarms = new Alarms();
  readonly #monotonic: () => number;
  readonly #listener: ClockListener;
  readonly #offsets = { issuer: 0, resource: 0 };
  #now: number;
  #lastSync: number;
  #advanced = 0;
  #ticking = false;
  #frozen = false;

  constructor(
    listener: ClockListener,
    startMs: number = Date.now(),
    monotonic: () => number = () => performance.now(),
  ) {
    this.#now = startMs;
    this.#monotonic = monotonic;
    this.#lastSync = monotonic();
    this.#listener = listener;
  }

  now(clock?: 'issuer' | 'resource'): number {
    this.#sync();
    return this.#now + (clock === undefined ? 0 : this.#offsets[clock]);
  }

  /** The difference between a clock and true realm time, in milliseconds. */
  offset(clock: 'issuer' | 'resource'): number {
    return this.#offsets[clock];
  }

  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`Time moves forward only: ${ms} ms.`);
    this.#sync();
    this.#tick(Math.round(ms));
    this.#advanced += Math.round(ms);
    this.#listener.moved('both', this.#advanced);
  }

  set(epochMs: number): void {
    const ahead = epochMs - this.now();
    if (!Number.isFinite(ahead) || ahead < 0) {
      throw new ProviderError(
        'bad-time',
        `Could not set the clock: ${Number.isFinite(epochMs) ? new Date(epochMs).toISOString() : epochMs} is not a moment to come.`,
        {
          hint: 'Realm time moves forward only. Skew a clock to put it back, or create a realm that starts earlier.',
        },
      );
    }
    this.advance(ahead);
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  freeze(): void {
    this.#sync();
    this.#frozen = true;
  }

  unfreeze(): void {
    if (this.#frozen) this.#lastSync = this.#monotonic();
    this.#frozen = false;
  }

  skew(clock: ClockName, offsetMs: number): void {
    if (!Number.isFinite(offsetMs)) throw new RangeError('An offset is a number of milliseconds.');
    this.#sync();
    if (clock !== 'resource') this.#offsets.issuer = offsetMs;
    if (clock !== 'issuer') this.#offsets.resource = offsetMs;
    this.#listener.moved(clock, offsetMs);
  }

  get memory(): ClockMemory {
    const nowMs = this.now();
    return {
      nowMs,
      aheadMs: nowMs - Date.now(),
      advancedMs: this.#advanced,
      frozen: this.#frozen,
      skewMs: { ...this.#offsets },
    };
  }

  /**
   * Restores everything of a kept clock but the time, which the constructor takes. Does not call
   * the listener.
   */
  recall({
    advancedMs,
    frozen,
    skewMs,
  }: Pick<ClockMemory, 'advancedMs' | 'frozen' | 'skewMs'>): void {
    this.#advanced = advancedMs;
    this.#frozen = frozen;
    Object.assign(this.#offsets, skewMs);
  }

  /** Calls back when true realm time reaches `dueMs`. Returns a function that cancels the call. */
  at(dueMs: number, callback: () => void): () => void {
    return this.#alarms.set(dueMs, callback);
  }

  #sync(): void {
    if (this.#frozen) return;
    const elapsed = Math.floor(this.#monotonic() - this.#lastSync);
    if (elapsed <= 0 || this.#ticking) return;
    this.#lastSync += elapsed;
    this.#tick(elapsed);
  }

  #tick(ms: number): void {
    const until = this.#now + ms;
    // A callback that reads the clock must see its own due time. Reading must not ring further
    // alarms within this loop.
    this.#ticking = true;
    try {
      for (
        let alarm = this.#alarms.next(until);
        alarm !== undefined;
        alarm = this.#alarms.next(until)
      ) {
        this.#now = Math.max(this.#now, alarm.dueMs);
        alarm.callback();
      }
      this.#now = until;
    } finally {
      this.#ticking = false;
    }
  }
}
