import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Has nodes that look at each refusal by themselves, so that nobody refreshes for it. */
export class PassesErrorsOver extends CorrectClient {
  protected override async callWithToken(run: ItemRun): Promise<string> {
    if (!run.call.path.startsWith('/graph/v1.0/users/')) return super.callWithToken(run);
    const token = await this.accessToken(run.credential, run.signal);
    return this.bodyOf(await this.call(run, token));
  }
}
