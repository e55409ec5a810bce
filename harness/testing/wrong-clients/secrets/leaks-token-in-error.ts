import { asFailure, ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemResult, ItemRun } from '../../../reference-clients/item-run.ts';

/** Puts the request, with its Authorization header, into the error that it records. */
export class LeaksTokenInError extends CorrectClient {
  protected override async runItem(run: ItemRun): Promise<ItemResult> {
    const result = await super.runItem(run);
    if (!('failure' in result)) return result;
    const { message } = asFailure(result.failure, 'The call');
    return {
      item: run.item,
      failure: new ClientFailure(
        `${message} (authorization: Bearer ${run.credential.fields.oauthTokenData?.access_token ?? ''})`,
      ),
    };
  }
}
