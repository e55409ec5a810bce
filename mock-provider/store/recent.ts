/** How many entries come together before the ones from before are let go. */
const GENERATION = 500;

/** Remembers what was noted last under a text: at least 500 entries, at most twice as many. */
export class Recent<Value> {
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();

  get(key: string): Value | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  note(key: string, value: Value): void {
    this.#young.set(key, value);
    if (this.#young.size < GENERATION) return;
    this.#old = this.#young;
    this.#young = new Map();
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }
}
