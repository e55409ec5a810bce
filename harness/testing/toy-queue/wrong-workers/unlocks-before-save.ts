import { setTimeout as delay } from 'node:timers/promises';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import { WorkerClient } from '../worker-client.ts';

const SAVES_AFTER_MS = 1_500;

/** Lets the lock go when the answer is there, and saves a moment later. */
export class UnlocksBeforeSave extends WorkerClient {
  protected override async store({ id, fields }: StoredCredential): Promise<void> {
    await this.ask({ do: 'unlock', credential: id });
    await delay(SAVES_AFTER_MS);
    await this.ask({ do: 'save-unguarded', credential: id, fields });
  }
}
