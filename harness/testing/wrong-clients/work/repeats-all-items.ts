import { CorrectClient, type Run } from '../../../reference-clients/correct-client.ts';
import type { ItemResult } from '../../../reference-clients/item-run.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Makes the calls of all items again when one of them was refused, also of those accepted. */
export class RepeatsAllItems extends CorrectClient {
  #renewals = 0;

  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    await super.fetchTokens(credential, signal);
    this.#renewals += 1;
  }

  protected override async runItems(
    workflowId: string,
    run: Run,
    signal: AbortSignal,
  ): Promise<readonly ItemResult[]> {
    const before = this.#renewals;
    const results = await super.runItems(workflowId, run, signal);
    return this.#renewals === before ? results : super.runItems(workflowId, run, signal);
  }
}
