import { setTimeout as delay } from 'node:timers/promises';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import { WorkerClient } from '../worker-client.ts';

/** Long enough that the process is killed before, on any machine. */
const SAVES_AFTER_MS = 10_000;

/**
 * Works with what it got at once and saves it meanwhile, under its lock, without waiting for the
 * save before it reports a success.
 */
export class SavesAfterwards extends WorkerClient {
  #saving = Promise.resolve();

  protected override async lock(credential: string): Promise<void> {
    await this.#saving;
    await super.lock(credential);
  }

  protected override async store({ id, fields }: StoredCredential): Promise<void> {
    this.#saving = delay(SAVES_AFTER_MS).then(
      async () => void (await this.ask({ do: 'save-unguarded', credential: id, fields })),
    );
  }
}
