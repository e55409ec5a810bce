import type { ExecutionError } from '../../../model/event.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Says for every failure that the credential has to be connected again. */
export class ReconnectsForEverything extends CorrectClient {
  protected override describe(): ExecutionError {
    return { message: 'Please reconnect your credential.' };
  }
}
