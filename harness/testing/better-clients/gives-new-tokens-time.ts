import { setTimeout as delay } from 'node:timers/promises';
import type { ApiAnswer } from '../../reference-clients/call-api.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../reference-clients/item-run.ts';

const PAUSES_MS = [150, 300, 600];

/**
 * Gives a new token time to become known to the API: when it is refused at once, the same token is
 * tried again, after a pause that doubles each time, and no other one is asked for.
 */
export class GivesNewTokensTime extends CorrectClient {
  protected override async repeat(run: ItemRun, refused: ApiAnswer): Promise<ApiAnswer> {
    let answer = await super.repeat(run, refused);
    for (const pauseMs of PAUSES_MS) {
      if (!this.meansExpired(answer, run.credential)) break;
      await delay(pauseMs, undefined, { signal: run.signal });
      answer = await super.repeat(run, refused);
    }
    return answer;
  }
}
