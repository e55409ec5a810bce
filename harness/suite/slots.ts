/**
 * How many executions the scenarios that run at once may have going together: held executions of
 * several scenarios must never fill all workers, or each would wait for the others for ever.
 */
export class Slots {
  readonly #total: number;
  #free: number;
  readonly #waiting: { readonly wanted: number; readonly go: () => void }[] = [];

  /** @param total undefined where the client sets no limit */
  constructor(total: number | undefined) {
    this.#total = total ?? Number.POSITIVE_INFINITY;
    this.#free = this.#total;
  }

  /** Waits for its turn; dispose to give the slots back. More than there are counts as all. */
  async take(wanted: number): Promise<Disposable> {
    const taken = Math.min(wanted, this.#total);
    if (this.#waiting.length > 0 || this.#free < taken)
      await new Promise<void>((go) => this.#waiting.push({ wanted: taken, go }));
    else this.#free -= taken;
    return { [Symbol.dispose]: () => this.#give(taken) };
  }

  #give(taken: number): void {
    this.#free += taken;
    for (
      let next = this.#waiting[0];
      next !== undefined && next.wanted <= this.#free;
      next = this.#waiting[0]
    ) {
      this.#waiting.shift();
      this.#free -= next.wanted;
      next.go();
    }
  }
}
