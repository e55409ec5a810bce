import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemResult, ItemRun } from '../../../reference-clients/item-run.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Reads a list from its first page again after a refresh, and gives what it had read as well. */
export class StartsPagesAnew extends CorrectClient {
  #renewals = 0;
  /** The pages that were read before the refresh. */
  readonly #read = new Map<AbortSignal, ItemResult[]>();
  #doubled: readonly ItemResult[] = [];

  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    await super.fetchTokens(credential, signal);
    this.#renewals += 1;
  }

  protected override async runItem(run: ItemRun): Promise<ItemResult> {
    const before = this.#renewals;
    const result = await super.runItem(run);
    const read = this.#read.get(run.signal) ?? [];
    if (this.#renewals > before) this.#doubled = [...read];
    this.#read.set(run.signal, [...read, result]);
    return result;
  }

  protected override output(results: readonly ItemResult[]): readonly ItemResult[] {
    const output = [...this.#doubled, ...results];
    this.#doubled = [];
    return super.output(output);
  }
}
