import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Takes a credential for broken until it has been used once. */
export class FailsFirstExecution extends CorrectClient {
  #used = false;

  protected override async callWithToken(run: ItemRun): Promise<string> {
    const wasUsed = this.#used;
    this.#used = true;
    if (!wasUsed)
      throw new ClientFailure('The credential is not ready. Connect the account again.');
    return super.callWithToken(run);
  }
}
