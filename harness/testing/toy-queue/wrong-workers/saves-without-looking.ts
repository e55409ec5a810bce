import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import { WorkerClient } from '../worker-client.ts';

/** Saves what it got, whether or not it still has the lock. */
export class SavesWithoutLooking extends WorkerClient {
  protected override async store({ id, fields }: StoredCredential): Promise<void> {
    await this.ask({ do: 'save-unguarded', credential: id, fields });
  }
}
