import { SavesLate } from './saves-late.ts';

/** Keeps the tokens of a refresh in memory for as long as it runs, and never saves them. */
export class SavesInMemoryOnly extends SavesLate {
  protected override readonly afterMs = Number.POSITIVE_INFINITY;
}
