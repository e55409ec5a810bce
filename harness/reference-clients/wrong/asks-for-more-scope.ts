import { CorrectClient } from '../correct-client.ts';
import type { StoredCredential } from '../stored-credential.ts';

/** Asks on refresh for a scope that nobody granted. */
export class AsksForMoreScope extends CorrectClient {
  protected override parameters(credential: StoredCredential): Readonly<Record<string, string>> {
    return { ...super.parameters(credential), scope: `${credential.fields.scope} write` };
  }
}
