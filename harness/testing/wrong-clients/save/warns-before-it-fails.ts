import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';
import { KeepsInDatabase } from '../../database-clients/keeps-in-database.ts';

/**
 * Warns at every connect that a database may refuse to save tokens, and says nothing when it does.
 */
export class WarnsBeforeItFails extends KeepsInDatabase {
  protected override saveConnected(credential: StoredCredential, tokens: TokenData): void {
    super.saveConnected(credential, tokens);
    this.writeLog(`warn credential "${credential.name}": new tokens may not be saved`);
  }

  protected override refused(): void {}
}
