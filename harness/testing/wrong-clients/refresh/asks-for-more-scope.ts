import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Requests a scope on refresh that the user did not grant. */
export class AsksForMoreScope extends CorrectClient {
  protected override parameters(credential: StoredCredential): Readonly<Record<string, string>> {
    return { ...super.parameters(credential), scope: `${credential.fields.scope} write` };
  }
}
