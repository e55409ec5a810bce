import { AsyncLocalStorage } from 'node:async_hooks';
import { CorrectClient, type Run } from '../../../reference-clients/correct-client.ts';
import type { ItemResult } from '../../../reference-clients/item-run.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Executes with a copy of the credentials in memory, in which a deleted one stays for ever. */
export class RunsOnWhenDeleted extends CorrectClient {
  readonly #copies = new Map<string, StoredCredential>();
  readonly #executing = new AsyncLocalStorage<boolean>();

  override async deleteCredential(credentialId: string): Promise<void> {
    this.#copies.set(credentialId, this.credential(credentialId));
    await super.deleteCredential(credentialId);
  }

  protected override runItems(
    workflowId: string,
    run: Run,
    signal: AbortSignal,
  ): Promise<readonly ItemResult[]> {
    return this.#executing.run(true, () => super.runItems(workflowId, run, signal));
  }

  protected override existing(id: string): StoredCredential | undefined {
    const copy = this.#executing.getStore() === true ? this.#copies.get(id) : undefined;
    return super.existing(id) ?? copy;
  }
}
