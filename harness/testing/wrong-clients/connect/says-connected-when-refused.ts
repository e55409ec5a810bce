import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Shows the page of a success to a user who comes back with an error. */
export class SaysConnectedWhenRefused extends CorrectClient {
  protected override codeIn(callback: URL, flow: AuthorizationFlow | undefined): string {
    return callback.searchParams.has('error') ? '' : super.codeIn(callback, flow);
  }

  protected override async exchangeCode(
    credential: StoredCredential,
    code: string,
    flow: AuthorizationFlow | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    if (code !== '') await super.exchangeCode(credential, code, flow, signal);
  }
}
