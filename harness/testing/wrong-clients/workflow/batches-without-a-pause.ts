import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Makes up batches and begins the next at once, so that an API that counts calls refuses it. */
export class BatchesWithoutAPause extends CorrectClient {
  protected override async pause(): Promise<void> {}
}
