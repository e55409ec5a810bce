import type { ExecutionError } from '../../../model/event.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Says that the access token expired, but not that nobody can renew it. */
export class NamesOnlyTheExpiry extends CorrectClient {
  protected override describe(failure: unknown): ExecutionError {
    const error = super.describe(failure);
    return { ...error, message: error.message.replace(/ and there is no refresh token.*/, '.') };
  }
}
