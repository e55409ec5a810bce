import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Saves with the new tokens the name that it read before it asked for them. */
export class UndoesARename extends CorrectClient {
  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    const { name } = credential;
    await super.fetchTokens(credential, signal);
    credential.name = name;
  }
}
