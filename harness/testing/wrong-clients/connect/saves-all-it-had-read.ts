import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Saves with the tokens of a connect all that it had read of the credential before them. */
export class SavesAllItHadRead extends CorrectClient {
  protected override async exchangeCode(
    credential: StoredCredential,
    code: string,
    flow: AuthorizationFlow | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const read = credential.fields;
    await super.exchangeCode(credential, code, flow, signal);
    const { oauthTokenData = {} } = credential.fields;
    credential.fields = { ...read, oauthTokenData };
  }
}
