import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Works the fields of a credential out for the first item, and uses the token for all. */
export class EvaluatesForFirstItem extends CorrectClient {
  #first: StoredCredential | undefined;

  protected override ofTenant(credential: StoredCredential, item: string): StoredCredential {
    this.#first ??= super.ofTenant(credential, item);
    return this.#first;
  }
}
