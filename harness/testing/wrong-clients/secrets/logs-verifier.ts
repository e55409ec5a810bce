import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Logs the code verifier with which it exchanges a code. */
export class LogsVerifier extends CorrectClient {
  protected override async exchangeCode(
    credential: StoredCredential,
    code: string,
    flow: AuthorizationFlow | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    this.note(credential, `exchanging a code with ${flow?.verifier ?? 'no proof key'}`);
    await super.exchangeCode(credential, code, flow, signal);
  }
}
