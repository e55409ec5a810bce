import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Says the same of every connect, also of one that brought no refresh token. */
export class HidesWhatIsMissing extends CorrectClient {
  protected override connectedPage(): string {
    return '<h1>Connection successful</h1>';
  }
}
