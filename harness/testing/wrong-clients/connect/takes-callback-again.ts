import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Compares the state only while it waits for a user, so that a callback is taken again. */
export class TakesCallbackAgain extends CorrectClient {
  protected override codeIn(callback: URL, flow: AuthorizationFlow | undefined): string {
    return flow === undefined
      ? (callback.searchParams.get('code') ?? '')
      : super.codeIn(callback, flow);
  }
}
