import { HarnessError } from '../../../model/error.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Refuses every callback. */
export class NeverConnects extends CorrectClient {
  override connect(): Promise<string | undefined> {
    return Promise.reject(
      new HarnessError(
        'connect-failed',
        'Could not connect the credential: the state is not known.',
      ),
    );
  }
}
