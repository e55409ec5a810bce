import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Says to a user whose login has ended that he is unauthorized, and not what helps. */
export class SaysUnauthorized extends CorrectClient {
  protected override checkBrowser(browser: string): void {
    if (browser !== 'own') throw new ClientFailure('Unauthorized');
  }
}
