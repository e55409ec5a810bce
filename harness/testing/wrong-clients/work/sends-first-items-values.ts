import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Makes out query, headers and body for the first item, and sends them for all items of a run. */
export class SendsFirstItemsValues extends CorrectClient {
  readonly #first = new WeakMap<AbortSignal, ApiRequest>();

  protected override requestOf(run: ItemRun): ApiRequest {
    const own = super.requestOf(run);
    const first = this.#first.get(run.signal) ?? own;
    this.#first.set(run.signal, first);
    return { ...first, url: own.url };
  }
}
