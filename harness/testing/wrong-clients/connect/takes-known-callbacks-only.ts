import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Refuses a callback with a parameter that it does not know. */
export class TakesKnownCallbacksOnly extends CorrectClient {
  protected override codeIn(callback: URL, flow: AuthorizationFlow | undefined): string {
    if (callback.searchParams.size > 2)
      throw new ClientFailure('The redirect has parameters that are not known.');
    return super.codeIn(callback, flow);
  }
}
