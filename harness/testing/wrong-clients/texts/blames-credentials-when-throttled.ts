import type { ExecutionError } from '../../../model/event.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Takes every refusal of the token endpoint for wrong credentials, a throttle too. */
export class BlamesCredentialsWhenThrottled extends CorrectClient {
  protected override describe(failure: unknown): ExecutionError {
    const error = super.describe(failure);
    return error.httpStatus === 429
      ? { ...error, message: 'Invalid credentials. Please check your credentials.' }
      : error;
  }
}
