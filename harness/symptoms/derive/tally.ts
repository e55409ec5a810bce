/** How often each thing was counted, by a text that stands for it. */
export class Tally<T> {
  readonly #counted = new Map<string, { readonly thing: T; count: number }>();

  add(thing: T): void {
    const key = JSON.stringify(thing);
    const counted = this.#counted.get(key);
    if (counted === undefined) this.#counted.set(key, { thing, count: 1 });
    else counted.count += 1;
  }

  /** The things, that which was counted most first; at most so many. */
  most(limit = Number.POSITIVE_INFINITY): readonly (readonly [thing: T, count: number])[] {
    return [...this.#counted]
      .toSorted(
        ([oneKey, one], [otherKey, other]) =>
          other.count - one.count || (oneKey < otherKey ? -1 : 1),
      )
      .slice(0, limit)
      .map(([, { thing, count }]) => [thing, count]);
  }
}
