import { HarnessError } from '../../../model/error.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Takes a credential that was connected before for one that is connected. */
export class ConnectsOnlyOnce extends CorrectClient {
  override async connect(
    credentialId: string,
    signal: AbortSignal,
    away?: () => Promise<void>,
  ): Promise<string | undefined> {
    if (this.credential(credentialId).fields.oauthTokenData !== undefined)
      throw new HarnessError(
        'connect-failed',
        'Could not connect the credential: it is connected already.',
      );
    return super.connect(credentialId, signal, away);
  }
}
