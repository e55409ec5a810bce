import type { RealmEvent } from '../../mock-provider/index.ts';

/** The items that the API accepted in this run, as the provider itself tells. */
export class AcceptedWork {
  readonly #items = new Map<number, string>();
  readonly #accepted = new Set<string>();

  note(event: RealmEvent): void {
    if (event.type === 'request' && event.item !== undefined)
      this.#items.set(event.exchange, event.item);
    // The ledger tells before the answer leaves, so nobody can know of the acceptance earlier.
    if (event.type !== 'ledger' || event.action !== 'accepted') return;
    const item = this.#items.get(event.exchange ?? 0);
    if (item !== undefined) this.#accepted.add(item);
  }

  /** True when the API accepted each of the items. */
  isDone(items: readonly string[]): boolean {
    return items.every((item) => this.#accepted.has(item));
  }
}
