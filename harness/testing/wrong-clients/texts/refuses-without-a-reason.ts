import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Says of every connect that fails that something went wrong. */
export class RefusesWithoutAReason extends CorrectClient {
  protected override whyRefused(): string {
    return 'Something went wrong';
  }
}
