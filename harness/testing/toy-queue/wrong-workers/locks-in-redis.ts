import { WorkerClient } from '../worker-client.ts';

/** Has its lock in a Redis that keeps nothing when it restarts. */
export class LocksInRedis extends WorkerClient {
  protected override async lock(credential: string): Promise<void> {
    await this.ask({ do: 'redis-lock', credential });
  }
}
