import type { ExecutionError } from '../../../model/event.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Passes on the error code of the provider, but not what an operator has to do. */
export class KeepsCodeWithoutAct extends CorrectClient {
  protected override describe(failure: unknown): ExecutionError {
    const { message } = super.describe(failure);
    const code = /\binvalid_\w+/.exec(message)?.[0];
    return { message: code === undefined ? message : `The token endpoint answered ${code}.` };
  }
}
