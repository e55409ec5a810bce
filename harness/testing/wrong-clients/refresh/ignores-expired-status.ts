import type { ApiAnswer } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Takes 401 alone for an expired token, whatever the credential says. */
export class IgnoresExpiredStatus extends CorrectClient {
  protected override meansExpired({ status }: ApiAnswer): boolean {
    return status === 401;
  }
}
