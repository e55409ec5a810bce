import type { StoredCredential } from '../../reference-clients/stored-credential.ts';
import { KeepsInDatabase } from './keeps-in-database.ts';

/** Goes on with the new tokens that it has in memory, and warns that they are not stored. */
export class WarnsOfLostSave extends KeepsInDatabase {
  protected override refused({ name }: StoredCredential): void {
    this.writeLog(`warn credential "${name}": the database refused to keep the new tokens`);
  }
}
