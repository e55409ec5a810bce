import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

const ROUNDS = 100;

/** Refreshes as long as the API refuses the token, whatever the refreshes brought. */
export class RefreshesForEver extends CorrectClient {
  protected override async callWithToken(run: ItemRun): Promise<string> {
    for (let round = 1; ; round += 1) {
      const used = await this.accessToken(run.credential, run.signal);
      const answer = await this.call(run, used);
      if (round === ROUNDS || !this.meansExpired(answer, run.credential))
        return this.bodyOf(answer);
      await this.renew(run.credential, used, run.signal);
    }
  }
}
