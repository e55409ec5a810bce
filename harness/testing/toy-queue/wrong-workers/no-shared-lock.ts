import { WorkerClient } from '../worker-client.ts';

/** Keeps its own calls from refreshing twice, and knows nothing of the other processes. */
export class NoSharedLock extends WorkerClient {
  protected override async lock(): Promise<void> {}

  protected override async store(credential: Parameters<WorkerClient['store']>[0]): Promise<void> {
    await this.ask({
      do: 'save-unguarded',
      credential: credential.id,
      fields: credential.fields,
    });
  }
}
