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
    const matches = this.#indexed.map((one) => ({ one, how: howFound(one, asked) }));
    const certain = (how: Match['how']): readonly Match[] =>
      matches
        .filter((match) => match.how === how)
        .toSorted((match, other) => other.one.key.length - match.one.key.length)
        .map(({ one: { symptom } }) => ({ symptom, how, likeness: 1 }));
    const found = [certain('same'), certain('part').slice(0, 1), certain('below')].find(
      (some) => some.length > 0,
    );
    return found ?? this.#alike(asked);
  }

  #alike(asked: string): readonly Match[] {
    const likeness = this.#likeness(asked);
    return this.#indexed
      .map(({ symptom }, index) => ({ symptom, likeness: likeness[index] ?? 0 }))
      .filter((match) => match.likeness >= ALIKE)
      .toSorted((one, other) => other.likeness - one.likeness)
      .slice(0, MOST_ALIKE)
      .map((match): Match => ({ ...match, how: 'alike' }));
  }
}

function howFound({ key, below }: Indexed, asked: string): Match['how'] | undefined {
  // What holds no word is like every other such text.
  if (!/\p{L}/u.test(asked.replaceAll(/‹[^›]*›/g, ''))) return undefined;
  if (key === asked) return 'same';
  if (isPart(key, asked)) return 'part';
  return below.some((one) => one === asked || (one.length >= LONG && isPart(one, asked)))
    ? 'below'
    : undefined;
}
