import { setImmediate as turn } from 'node:timers/promises';
import { credentialDeleted } from '../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../reference-clients/stored-credential.ts';

/** Reads the stored tokens anew before every call and before every refresh, as from a database. */
export class RereadsStore extends CorrectClient {
  protected override async accessToken(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<string> {
    await turn();
    return super.accessToken(this.#stored(credential), signal);
  }

  protected override async renew(
    credential: StoredCredential,
    dead: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    await turn();
    await super.renew(this.#stored(credential), dead, signal);
  }

  #stored({ id }: StoredCredential): StoredCredential {
    const stored = this.existing(id);
    if (stored === undefined) throw credentialDeleted();
    return stored;
  }
}
