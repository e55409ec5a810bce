import type { Answer, Ask } from '../messages.ts';
import { WorkerClient } from '../worker-client.ts';

/** Never lets the lock go again. */
export class KeepsTheLock extends WorkerClient {
  protected override async ask(ask: Ask): Promise<Answer> {
    return ask.do === 'unlock' ? true : super.ask(ask);
  }
}
