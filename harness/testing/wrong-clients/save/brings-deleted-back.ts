import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Saves new tokens by writing the whole credential, also when it was deleted meanwhile. */
export class BringsDeletedBack extends CorrectClient {
  readonly #back = new Map<string, StoredCredential>();

  protected override save(credential: StoredCredential, tokens: TokenData): void {
    super.save(credential, tokens);
    this.#back.set(credential.id, credential);
  }

  protected override existing(id: string): StoredCredential | undefined {
    return super.existing(id) ?? this.#back.get(id);
  }
}
