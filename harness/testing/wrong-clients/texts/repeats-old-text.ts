import type { ExecutionError } from '../../../model/event.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Remembers the text of its first failure and shows it for the later ones as well. */
export class RepeatsOldText extends CorrectClient {
  #first: ExecutionError | undefined;

  protected override describe(failure: unknown): ExecutionError {
    this.#first ??= super.describe(failure);
    return this.#first;
  }
}
