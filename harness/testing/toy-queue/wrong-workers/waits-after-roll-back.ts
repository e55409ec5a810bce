import type { ExecutionError } from '../../../model/event.ts';
import { WorkerClient } from '../worker-client.ts';

/** Comforts the operator whose refresh token was spent before a copy was put back: it will pass. */
export class WaitsAfterRollBack extends WorkerClient {
  protected override describe(failure: unknown): ExecutionError {
    const error = super.describe(failure);
    return error.message.includes('invalid_grant')
      ? { ...error, message: 'The service is temporarily unavailable. Try again later.' }
      : error;
  }
}
