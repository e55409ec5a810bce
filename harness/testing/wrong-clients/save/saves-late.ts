import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type {
  CredentialFields,
  StoredCredential,
  TokenData,
} from '../../../reference-clients/stored-credential.ts';

/**
 * Does not wait for the save of a refresh. It works with the new tokens in memory meanwhile, and
 * loses them when it is killed before `afterMs` have passed.
 */
export class SavesLate extends CorrectClient {
  /** What is on disk, of credentials whose save has not happened yet. */
  readonly #onDisk = new Map<string, CredentialFields>();

  protected readonly afterMs: number = 3_000;

  protected override save(credential: StoredCredential, tokens: TokenData): void {
    const { id } = credential;
    if (!this.#onDisk.has(id)) this.#onDisk.set(id, structuredClone(credential.fields));
    super.save(credential, tokens);
    if (this.afterMs !== Number.POSITIVE_INFINITY)
      setTimeout(() => this.#onDisk.delete(id), this.afterMs).unref();
  }

  override async readStoredCredential<T>(
    credentialId: string,
    reduce: (fields: Readonly<Record<string, unknown>>) => T,
  ): Promise<T> {
    const onDisk = this.#onDisk.get(credentialId);
    return onDisk === undefined
      ? super.readStoredCredential(credentialId, reduce)
      : reduce(structuredClone(onDisk));
  }
}
