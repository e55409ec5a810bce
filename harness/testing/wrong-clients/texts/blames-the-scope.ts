import type { ExecutionError } from '../../../model/event.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Advises to check the scope when the provider is down. */
export class BlamesTheScope extends CorrectClient {
  protected override describe(failure: unknown): ExecutionError {
    const error = super.describe(failure);
    return (error.httpStatus ?? 0) >= 500
      ? { ...error, description: 'Please check that your credential has the right scope.' }
      : error;
  }
}
