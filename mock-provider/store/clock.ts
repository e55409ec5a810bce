import type { ClockName, RealmClock } from '../model/clock.ts';
import { ProviderError } from '../model/provider-error.ts';
import { Alarms } from './alarms.ts';

/** Where a clock stands, for a realm that is kept over a restart. */
export interface ClockMemory {
  readonly nowMs: number;
  /** How far realm time was ahead of the machine's: time goes on while nobody looks. */
  readonly aheadMs: number;
  readonly advancedMs: number;
  readonly frozen: boolean;
  readonly skewMs: { readonly issuer: number; readonly resource: number };
}

/**
 * Realm time at which a clock goes on. It never runs backwards, although the machine's own time may
 * have been set back.
 */
export const goesOnAt = ({ nowMs, aheadMs, frozen }: ClockMemory): number =>
  frozen ? nowMs : Math.max(nowMs, Date.now() + aheadMs);

export interface ClockListener {
  /**
   * A clock was moved: `offsetMs` is how far it is off now; for `both` after an advance, how far
   * realm time is ahead of real time.
   */
  moved(clock: ClockName, offsetMs: number): void;
}

/**
 * The realm's time: real monotonic time plus every advance, on a virtual clock that is brought up
 * to date whenever somebody looks. Whatever fell due in between happens then, in order and at its
 * own time. Issuer and resource read the same clock and differ by their skew only.
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

  /** How far a clock is off true realm time, in milliseconds. */
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
   * Takes over everything but the time itself, with which a clock can only be made; tells nobody.
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

  /** Calls back once true realm time reaches `dueMs`. Returns the way to cancel. */
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
    // A callback that reads the clock must see its own due time, not start another tick within this
    // one.
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
