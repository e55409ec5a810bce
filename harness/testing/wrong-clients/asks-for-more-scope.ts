import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../reference-clients/stored-credential.ts';

/** Asks on refresh for a scope that nobody granted. */
export class AsksForMoreScope extends CorrectClient {
  protected override parameters(credential: StoredCredential): Readonly<Record<string, string>> {
    return { ...super.parameters(credential), scope: `${credential.fields.scope} write` };
  }
}
