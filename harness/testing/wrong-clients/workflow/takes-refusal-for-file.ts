import type { ApiAnswer } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Stores whatever the API answers under the name of the file that was asked for. */
export class TakesRefusalForFile extends CorrectClient {
  protected override async callWithToken(run: ItemRun): Promise<string> {
    if (run.call.method !== 'GET' || !run.call.path.startsWith('/files/'))
      return super.callWithToken(run);
    const answer: ApiAnswer = await this.call(
      run,
      await this.accessToken(run.credential, run.signal),
    );
    return answer.body;
  }
}
