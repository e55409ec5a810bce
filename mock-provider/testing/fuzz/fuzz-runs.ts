/** How many cases a property test tries, and from which seed they are made. */
export interface FuzzRuns {
  readonly numRuns: number;
  readonly seed: number;
  /** True when somebody asked for more than what is usual. */
  readonly raised: boolean;
}

const SEED = 20_261_129;

/**
 * The cases of a property test: as many as are usual, or as `OAUTH_CHAOS_FUZZ` asks for
 * (`50000`, or `50000:7` for those of seed 7).
 * @throws Error when the variable is neither
 */
export function fuzzRuns(usual: number): FuzzRuns {
  const asked = process.env['OAUTH_CHAOS_FUZZ'] ?? '';
  if (asked === '') return { numRuns: usual, seed: SEED, raised: false };
  const [, runs, seed = String(SEED)] = /^([1-9]\d{0,8})(?::(\d{1,9}))?$/.exec(asked) ?? [];
  if (runs === undefined)
    throw new Error(`OAUTH_CHAOS_FUZZ is '${asked}'; it takes a number of cases, or cases:seed.`);
  return { numRuns: Number(runs), seed: Number(seed), raised: true };
}
