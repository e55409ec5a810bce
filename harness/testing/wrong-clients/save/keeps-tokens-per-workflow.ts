import type { ApiAnswer } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';
import type { TokenData } from '../../../reference-clients/stored-credential.ts';

/** Loads the tokens when a workflow first runs, and then keeps them in memory for each workflow. */
export class KeepsTokensPerWorkflow extends CorrectClient {
  readonly #kept = new Map<string, TokenData>();

  protected override async callWithToken(run: ItemRun): Promise<string> {
    const { credential, workflow } = run;
    const kept = this.#kept.get(workflow.name);
    if (kept !== undefined) credential.fields = { ...credential.fields, oauthTokenData: kept };
    const body = await super.callWithToken(run);
    this.#keep(run);
    return body;
  }

  protected override async repeat(run: ItemRun, refused: ApiAnswer): Promise<ApiAnswer> {
    this.#keep(run);
    return super.repeat(run, refused);
  }

  #keep({ credential, workflow }: ItemRun): void {
    const { oauthTokenData } = credential.fields;
    if (oauthTokenData !== undefined) this.#kept.set(workflow.name, oauthTokenData);
  }
}
