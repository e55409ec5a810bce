import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import { MortalClient } from './mortal-client.ts';

/** Lets the rejection of a refused refresh go unhandled, which ends a Node process. */
export class DiesOnInvalidGrant extends MortalClient {
  protected override fetchTokens(credential: StoredCredential, signal: AbortSignal): Promise<void> {
    return super.fetchTokens(credential, signal).catch((failure: unknown) => {
      if (failure instanceof ClientFailure && failure.message.includes('invalid_grant'))
        return this.die();
      throw failure;
    });
  }
}
