import { WorkerClient } from '../worker-client.ts';

const WAITS_MS = 100;

/** Waits for the lock for a while and then refreshes without it. */
export class GivesUpWaiting extends WorkerClient {
  protected override async lock(credential: string): Promise<void> {
    await this.ask({ do: 'lock', credential, withinMs: WAITS_MS });
  }
}
