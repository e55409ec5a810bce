import type { CredentialFields } from '../../../reference-clients/stored-credential.ts';
import type { Job } from '../messages.ts';
import { WorkerClient } from '../worker-client.ts';

/** Reads the credential once for each job and not again when it has the lock. */
export class DoesNotLookAgain extends WorkerClient {
  readonly #read = new Map<string, CredentialFields>();

  override async work(job: Job) {
    this.#read.delete(job.credential.id);
    return super.work(job);
  }

  protected override async read(credential: string): Promise<CredentialFields> {
    const known = this.#read.get(credential) ?? (await super.read(credential));
    this.#read.set(credential, known);
    return structuredClone(known);
  }
}
