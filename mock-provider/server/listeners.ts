type Listener<Event> = (event: Event) => void;

/** Who is told of every event, in the order they came. */
export class Listeners<Event> {
  readonly #all = new Set<Listener<Event>>();

  /** Returns how to stop. One function may listen twice; each time has its own way to stop. */
  add(listener: Listener<Event>): () => void {
    const own: Listener<Event> = (event) => listener(event);
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }

  tell(event: Event): void {
    for (const listener of this.#all) listener(event);
  }

  clear(): void {
    this.#all.clear();
  }
}
