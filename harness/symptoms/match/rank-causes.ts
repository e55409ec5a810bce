import { keyOf, normalise } from '../normalise.ts';
import type { KnownCause, Seen } from '../symptoms.ts';

/** What is known of a failure beside its text. */
export interface Clues {
  /** The recorded version that the failure is compared with. */
  readonly version: string;
  /** Error codes of a provider. */
  readonly codes: ReadonlySet<string>;
  readonly statuses: ReadonlySet<number>;
  /** Texts that stood beside the message. */
  readonly beside: readonly string[];
}

/** A cause of a text, with what speaks for it. */
export interface RankedCause {
  readonly known: KnownCause;
  /** How often it was seen on the version that counts; missing when only others showed it. */
  readonly here: Seen | undefined;
  /** What in the failure speaks for it: its code, its description, its status. */
  readonly fits: readonly ('code' | 'description' | 'status')[];
}

const isByItself = ({ by }: Seen['recovery'][number]): boolean => by === 'itself';

/** How many scenarios of a version did not work again by themselves. */
const lasting = ({ recovery }: Seen): number =>
  recovery.filter((way) => !isByItself(way)).reduce((sum, { scenarios }) => sum + scenarios, 0);

function fitsOf({ answers, descriptions }: KnownCause, clues: Clues): RankedCause['fits'] {
  const beside = new Set(clues.beside.map((text) => keyOf(normalise(text))));
  return [
    ...(answers.some(({ error }) => error !== undefined && clues.codes.has(error))
      ? (['code'] as const)
      : []),
    ...(descriptions.some((text) => beside.has(keyOf(text))) ? (['description'] as const) : []),
    ...(answers.some(({ status }) => status !== undefined && clues.statuses.has(status))
      ? (['status'] as const)
      : []),
  ];
}

/** What weighs most comes first; where it is even, the next one decides. */
const weights: readonly ((cause: RankedCause) => number)[] = [
  ({ fits }) => Number(fits.includes('code')),
  ({ here }) => Number(here !== undefined),
  ({ fits }) => Number(fits.includes('description')),
  ({ fits }) => Number(fits.includes('status')),
  ({ here, known }) => (here ?? known.seen[0])?.scenarios ?? 0,
  // What passes by itself is looked up less often than what stays.
  ({ here, known }) =>
    lasting(here ?? known.seen[0] ?? { n8n: '', scenarios: 1, failures: 1, recovery: [] }),
  ({ here, known }) => (here ?? known.seen[0])?.failures ?? 0,
];

/** The causes of a text, that which is most likely first. */
export function rankCauses(causes: readonly KnownCause[], clues: Clues): readonly RankedCause[] {
  return causes
    .map((known) => ({
      known,
      here: known.seen.find(({ n8n }) => n8n === clues.version),
      fits: fitsOf(known, clues),
    }))
    .toSorted((one, other) => {
      for (const weight of weights) {
        const more = weight(other) - weight(one);
        if (more !== 0) return more;
      }
      return 0;
    });
}
