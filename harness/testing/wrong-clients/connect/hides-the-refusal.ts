import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Looks for a code in every callback, and says nothing of the error in it. */
export class HidesTheRefusal extends CorrectClient {
  protected override codeIn(callback: URL, flow: AuthorizationFlow | undefined): string {
    if (callback.searchParams.has('error'))
      throw new ClientFailure('Insufficient parameters in the callback.');
    return super.codeIn(callback, flow);
  }
}
