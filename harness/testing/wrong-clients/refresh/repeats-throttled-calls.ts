import type { ApiAnswer } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

const TRIES = 4;

/** Repeats an API call at once when the API asks it to wait. */
export class RepeatsThrottledCalls extends CorrectClient {
  protected override async call(run: ItemRun, accessToken: string): Promise<ApiAnswer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await super.call(run, accessToken);
      if (answer.status !== 429 || tries === TRIES) return answer;
    }
  }
}
