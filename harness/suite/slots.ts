/**
 * Limits how many executions the scenarios that run side by side may have at the same time. If held
 * executions of several scenarios filled all workers, each scenario would wait for the others for
 * ever.
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

  /**
   * Waits until the wanted number of slots is free and takes them. Dispose the result to return
   * them. A number above the total counts as the total.
   */
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
