import { asFailure, ClientFailure } from '../client-failure.ts';
import { CorrectClient } from '../correct-client.ts';
import type { ItemResult, ItemRun } from '../item-run.ts';

/** Puts the request, Authorization header and all, into the error it records. */
export class LeaksTokenInError extends CorrectClient {
  protected override async runItem(run: ItemRun): Promise<ItemResult> {
    const result = await super.runItem(run);
    if (!('failure' in result)) return result;
    const { message } = asFailure(result.failure, 'The call');
    return { item: run.item, failure: new ClientFailure(`${message} (authorization: Bearer ${run.credential.fields.oauthTokenData?.access_token ?? ''})`) };
  }
}
