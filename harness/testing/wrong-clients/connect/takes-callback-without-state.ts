import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Compares the state of a callback only when it has one. */
export class TakesCallbackWithoutState extends CorrectClient {
  protected override codeIn(callback: URL, flow: AuthorizationFlow | undefined): string {
    if (callback.searchParams.has('state')) return super.codeIn(callback, flow);
    return callback.searchParams.get('code') ?? '';
  }
}
