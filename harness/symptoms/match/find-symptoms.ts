import { keyOf, normalise } from '../normalise.ts';
import type { Symptom, Symptoms } from '../symptoms.ts';
import { likenessTo } from './likeness.ts';

/**
 * How a text was found: `same`; `part`, when one of the two is within the other; `below`, as what
 * stands below a message; `alike`, by its words, which proves nothing.
 */
export interface Match {
  readonly symptom: Symptom;
  readonly how: 'same' | 'part' | 'below' | 'alike';
  /** From 0 to 1. */
  readonly likeness: number;
}

/** A shorter text may stand within any other. */
const LONG = 20;
const LONG_AT_THE_BEGINNING = 12;
/** Less alike texts have nothing to do with each other. */
const ALIKE = 0.55;
const MOST_ALIKE = 3;

function isPart(known: string, asked: string): boolean {
  if (asked.length >= LONG && known.startsWith(asked)) return true;
  return (
    (known.length >= LONG && asked.includes(known)) ||
    (known.length >= LONG_AT_THE_BEGINNING && asked.startsWith(`${known} `))
  );
}

interface Indexed {
  readonly symptom: Symptom;
  readonly key: string;
  readonly below: readonly string[];
}

/** Looks texts up among recorded symptoms. */
export class SymptomIndex {
  readonly #indexed: readonly Indexed[];
  readonly #likeness: (key: string) => readonly number[];

  constructor({ symptoms }: Symptoms) {
    this.#indexed = symptoms.map((symptom) => ({
      symptom,
      key: keyOf(symptom.text),
      below: symptom.causes.flatMap(({ descriptions }) => descriptions.map(keyOf)),
    }));
    this.#likeness = likenessTo(this.#indexed.map(({ key }) => key));
  }

  /** The symptoms of a text as it was pasted, the best match first. */
  find(text: string): readonly Match[] {
    const asked = keyOf(normalise(text));
    const likeness = this.#likeness(asked);
    const matches = this.#indexed.map((one, index) => ({
      symptom: one.symptom,
      how: howFound(one, asked),
      likeness: likeness[index] ?? 0,
      length: one.key.length,
    }));
    const certain = (how: Match['how']): readonly Match[] =>
      matches
        .flatMap((match) => (match.how === how ? [{ ...match, how, likeness: 1 }] : []))
        .toSorted((one, other) => other.length - one.length);
    const found = [certain('same'), certain('part').slice(0, 1), certain('below')].find(
      (some) => some.length > 0,
    );
    if (found !== undefined) return found;
    return matches
      .filter((match) => match.likeness >= ALIKE)
      .toSorted((one, other) => other.likeness - one.likeness)
      .slice(0, MOST_ALIKE)
      .map(({ symptom, likeness: alike }) => ({ symptom, how: 'alike', likeness: alike }));
  }
}

function howFound({ key, below }: Indexed, asked: string): Match['how'] | undefined {
  if (asked === '') return undefined;
  if (key === asked) return 'same';
  if (isPart(key, asked)) return 'part';
  return below.some((one) => one === asked || (one.length >= LONG && isPart(one, asked)))
    ? 'below'
    : undefined;
}
