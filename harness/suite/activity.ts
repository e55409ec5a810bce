/**
 * How a run spends its time: at least one execution runs in the client, the run only waits, the
 * harness does its own work, or there is nothing to do until the client has started.
 */
export interface ActivityTotals {
  readonly busyMs: number;
  readonly waitingMs: number;
  readonly ownMs: number;
  readonly bootMs: number;
}

/**
 * Adds up wall-clock time by activity. When several apply, `busy` comes before `waiting`, `waiting`
 * before the harness's own work, and that before a start of the client.
 */
export class Activity {
  #executing = 0;
  #waiting = 0;
  #running = 0;
  #booting = 0;
  #since = 0;
  #totals = { busyMs: 0, waitingMs: 0, ownMs: 0, bootMs: 0 };
  readonly #clock: () => number;

  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#since = clock();
  }

  executing(change: 1 | -1): void {
    this.#settle();
    this.#executing += change;
  }

  waiting(change: 1 | -1): void {
    this.#settle();
    this.#waiting += change;
  }

  running(change: 1 | -1): void {
    this.#settle();
    this.#running += change;
  }

  booting(change: 1 | -1): void {
    this.#settle();
    this.#booting += change;
  }

  totals(): ActivityTotals {
    this.#settle();
    return { ...this.#totals };
  }

  #settle(): void {
    const now = this.#clock();
    const spent = now - this.#since;
    this.#since = now;
    if (this.#executing > 0) this.#totals.busyMs += spent;
    else if (this.#running > 0 && this.#waiting >= this.#running) this.#totals.waitingMs += spent;
    else if (this.#running > 0) this.#totals.ownMs += spent;
    else if (this.#booting > 0) this.#totals.bootMs += spent;
  }
}
