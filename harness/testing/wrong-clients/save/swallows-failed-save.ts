import { KeepsInDatabase } from '../../database-clients/keeps-in-database.ts';

/** Goes on with new tokens that the database refused, and tells nobody. */
export class SwallowsFailedSave extends KeepsInDatabase {
  protected override refused(): void {}
}
