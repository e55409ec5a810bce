import type { ErrorText, Pasted } from '../input/pasted.ts';
import type { KnownCause, Symptom, Symptoms } from '../symptoms.ts';
import { SymptomIndex, type Match } from './find-symptoms.ts';
import { knownVersion } from './known-version.ts';
import { rankCauses, type Clues, type RankedCause } from './rank-causes.ts';

/** What is known about a text. */
export interface Explanation {
  /** Texts as they were recorded; missing when only the provider's code was found. */
  readonly symptom: Symptom | undefined;
  readonly how: Match['how'] | 'code';
  /** Of a text that is only alike, how much: from 0 to 1. */
  readonly likeness: number;
  /** How often it was found in what was pasted. */
  readonly times: number;
  /** The code by which it was found. */
  readonly code?: string;
  readonly causes: readonly RankedCause[];
}

/** What is known about everything that somebody pasted. */
export interface Explained {
  /** The best answer first. */
  readonly explanations: readonly Explanation[];
  /** The version that the answers are about. */
  readonly version: string;
  /** True when at least one answer is about a text that was recorded, or a provider's code. */
  readonly isKnown: boolean;
}

const ORDER: readonly Explanation['how'][] = ['same', 'part', 'below', 'code', 'alike'];

/** The codes of providers that were recorded and stand anywhere in a text. */
function codesIn({ symptoms }: Symptoms, text: string): ReadonlySet<string> {
  const known = new Set(
    symptoms.flatMap(({ causes }) =>
      causes.flatMap(({ answers }) => answers.flatMap(({ error }) => error ?? [])),
    ),
  );
  return new Set([...known].filter((code) => new RegExp(String.raw`\b${code}\b`).test(text)));
}

/** Everything that was recorded about a code of a provider, each cause once. */
function ofCode({ symptoms }: Symptoms, code: string): readonly KnownCause[] {
  const all = symptoms
    .flatMap(({ causes }) => causes)
    .filter(({ answers }) => answers.some(({ error }) => error === code));
  const most = ({ seen }: KnownCause): number => Math.max(...seen.map(({ failures }) => failures));
  return [...Map.groupBy(all, ({ cause }) => cause).values()].flatMap((same) =>
    same.toSorted((one, other) => most(other) - most(one)).slice(0, 1),
  );
}

/** What is known of an error: of one alone, everything that was pasted. */
const cluesOf = (
  symptoms: Symptoms,
  { errors, whole }: Pasted,
  { text, beside, statuses }: ErrorText,
  version: string,
): Clues => ({
  version,
  statuses: new Set(statuses),
  beside: [...beside, text],
  codes: codesIn(symptoms, errors.length === 1 ? whole : [text, ...beside].join('\n')),
});

/**
 * Explains what somebody pasted, from recorded failures.
 * @param n8n the version it comes from, where that is known
 */
export function explain(symptoms: Symptoms, pasted: Pasted, n8n?: string): Explained {
  const index = new SymptomIndex(symptoms);
  const version = knownVersion(symptoms, n8n ?? pasted.n8n);
  const found = new Map<string, Explanation>();
  for (const error of pasted.errors) {
    const { text, times } = error;
    const clues = cluesOf(symptoms, pasted, error, version);
    for (const { symptom, how, likeness } of index.find(text)) {
      const known = found.get(symptom.text);
      if (known !== undefined && ORDER.indexOf(known.how) <= ORDER.indexOf(how)) continue;
      found.set(symptom.text, {
        symptom,
        how,
        likeness,
        times,
        causes: rankCauses(symptom.causes, clues),
      });
    }
  }
  const certain = [...found.values()].filter(({ how }) => how !== 'alike');
  const codes = certain.length > 0 ? [] : codesIn(symptoms, pasted.whole);
  const byCode = [...codes].map((code): Explanation => ({
    symptom: undefined,
    how: 'code',
    likeness: 1,
    times: 1,
    code,
    causes: rankCauses(ofCode(symptoms, code), {
      version,
      codes: new Set(codes),
      statuses: new Set(pasted.errors.flatMap(({ statuses }) => statuses)),
      beside: pasted.errors.map(({ text }) => text),
    }),
  }));
  const all = certain.length + byCode.length > 0 ? [...certain, ...byCode] : [...found.values()];
  return {
    explanations: all.toSorted(
      (one, other) =>
        ORDER.indexOf(one.how) - ORDER.indexOf(other.how) ||
        other.likeness - one.likeness ||
        other.times - one.times,
    ),
    version,
    isKnown: certain.length + byCode.length > 0,
  };
}
