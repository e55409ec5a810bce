import { setTimeout as delay } from 'node:timers/promises';
import type { ApiAnswer } from '../../reference-clients/call-api.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../reference-clients/item-run.ts';

const PAUSE_MS = 100;

/**
 * Gives a new token a moment to become known to the API: when it is refused at once, the same token
 * is tried once more, and no other one is asked for.
 */
export class GivesNewTokensTime extends CorrectClient {
  protected override async repeat(run: ItemRun, refused: ApiAnswer): Promise<ApiAnswer> {
    const answer = await super.repeat(run, refused);
    if (!this.meansExpired(answer, run.credential)) return answer;
    await delay(PAUSE_MS, undefined, { signal: run.signal });
    return super.repeat(run, refused);
  }
}
