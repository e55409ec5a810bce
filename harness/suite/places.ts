/** A place among the scenarios that run side by side. Dispose it to leave. */
export interface Place extends Disposable {
  /** Told with 1 when its holder begins to do nothing but wait, and with -1 when that ends. */
  readonly waiting: (change: 1 | -1) => void;
}

/**
 * Limits how many scenarios are at work at the same time. One that only waits lends its place to
 * the next; when it goes on there is one more at work for a while, as nobody is interrupted.
 */
export class Places {
  #free: number;
  readonly #queue: (() => void)[] = [];

  constructor(total: number) {
    this.#free = total;
  }

  /** Waits for a place, in the order of the calls. */
  async take(): Promise<Place> {
    if (this.#queue.length > 0 || this.#free < 1)
      await new Promise<void>((go) => this.#queue.push(go));
    else this.#free -= 1;
    let waits = 0;
    return {
      waiting: (change) => {
        const before = waits;
        waits += change;
        if (before === 0 && waits > 0) this.#give();
        if (before > 0 && waits === 0) this.#free -= 1;
      },
      [Symbol.dispose]: () => {
        if (waits === 0) this.#give();
      },
    };
  }

  #give(): void {
    this.#free += 1;
    if (this.#free < 1) return;
    const go = this.#queue.shift();
    if (go === undefined) return;
    this.#free -= 1;
    go();
  }
}
