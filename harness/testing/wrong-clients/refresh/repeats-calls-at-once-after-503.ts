import type { ApiAnswer } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Repeats an API call once, at once, after a 503 that says when to come back. */
export class RepeatsCallsAtOnceAfter503 extends CorrectClient {
  protected override async call(run: ItemRun, accessToken: string): Promise<ApiAnswer> {
    const answer = await super.call(run, accessToken);
    return answer.status === 503 ? super.call(run, accessToken) : answer;
  }
}
