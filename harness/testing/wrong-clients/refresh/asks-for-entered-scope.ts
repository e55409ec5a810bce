import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Requests on refresh the scope that the operator entered, whether or not the user granted it. */
export class AsksForEnteredScope extends CorrectClient {
  protected override parameters(credential: StoredCredential): Readonly<Record<string, string>> {
    const { scope } = credential.fields;
    return { ...super.parameters(credential), ...(scope === '' ? {} : { scope }) };
  }
}
