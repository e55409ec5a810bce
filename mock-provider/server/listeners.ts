type Listener<Event> = (event: Event) => void;

/** The functions that are called for every event, in the order in which they were added. */
export class Listeners<Event> {
  readonly #all = new Set<Listener<Event>>();

  /**
   * Adds a listener and returns a function that removes it. A function that is added twice is
   * called twice, and each addition is removed by itself.
   */
  add(listener: Listener<Event>): () => void {
    const own: Listener<Event> = (event) => listener(event);
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }

  /** Calls every listener. What nobody listens to is not even made. */
  tell(make: () => Event): void {
    if (this.#all.size === 0) return;
    const event = make();
    for (const listener of this.#all) listener(event);
  }

  clear(): void {
    this.#all.clear();
  }
}
