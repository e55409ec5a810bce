import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Gets a new token for every call, to be on the safe side. */
export class RefreshesAtEveryStart extends CorrectClient {
  protected override async callWithToken(run: ItemRun): Promise<string> {
    const { credential, signal } = run;
    await this.renew(credential, credential.fields.oauthTokenData?.access_token, signal);
    return super.callWithToken(run);
  }
}
