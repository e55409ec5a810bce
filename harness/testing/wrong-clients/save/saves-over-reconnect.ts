import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Saves what a refresh brings although the credential was connected again meanwhile. */
export class SavesOverReconnect extends CorrectClient {
  protected override isConnectedAnew(): boolean {
    return false;
  }
}
