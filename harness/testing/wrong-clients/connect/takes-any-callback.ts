import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Does not compare the state of a callback with the one that was sent. */
export class TakesAnyCallback extends CorrectClient {
  protected override codeIn(callback: URL, flow: AuthorizationFlow | undefined): string {
    return callback.searchParams.get('code') ?? '';
  }
}
