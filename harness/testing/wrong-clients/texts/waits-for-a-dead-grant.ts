import type { ExecutionError } from '../../../model/event.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Comforts the operator of a revoked credential: it will pass. */
export class WaitsForADeadGrant extends CorrectClient {
  protected override describe(failure: unknown): ExecutionError {
    const error = super.describe(failure);
    return error.message.includes('invalid_grant')
      ? { ...error, message: 'The service is temporarily unavailable. Try again later.' }
      : error;
  }
}
