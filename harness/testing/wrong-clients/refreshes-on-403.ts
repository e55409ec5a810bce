import type { ApiAnswer } from '../../reference-clients/call-api.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';

/** Takes every refusal for an expiry. */
export class RefreshesOn403 extends CorrectClient {
  protected override meansExpired(answer: ApiAnswer): boolean {
    return answer.status === 403 || super.meansExpired(answer);
  }
}
