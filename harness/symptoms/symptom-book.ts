import { causeById } from './causes/index.ts';
import type { Symptoms } from './symptoms.ts';

/** The words of a cause, without what decides it from a history. */
export interface CauseWords {
  readonly says: string;
  readonly basis: string;
  readonly act: string;
  readonly tell: string;
}

/** All that answers a question about an error text, as data: a page can hold it. */
export interface SymptomBook {
  readonly symptoms: Symptoms;
  /** The words of every cause that was recorded, by its id. */
  readonly causes: Readonly<Record<string, CauseWords>>;
}

/** The recorded symptoms, with the words of their causes. */
export function symptomBook(symptoms: Symptoms): SymptomBook {
  const ids = new Set(symptoms.symptoms.flatMap(({ causes }) => causes.map(({ cause }) => cause)));
  const known = [...ids].flatMap((id) => causeById(id) ?? []);
  return {
    symptoms,
    causes: Object.fromEntries(
      known.map(({ id, says, basis, act, tell }) => [id, { says, basis, act, tell }]),
    ),
  };
}
