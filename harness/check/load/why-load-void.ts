import type { History } from '../../model/history.ts';
import type { LoadResult } from '../../model/load.ts';

/** Share of the calls that have to be made for a load to be one. */
const LEAST_MADE = 0.8;

/** Why a load proves nothing; undefined where it does, and where there was none to prove. */
export function whyLoadVoid(history: History, load: LoadResult | undefined): string | undefined {
  if (load === undefined) return undefined;
  const { calls, ended, expiries, generator } = load;
  if (ended === 'died') {
    const because = history.of('load-end')[0]?.because;
    return `${generator.name}, which makes the load, ended too early${because === undefined ? '' : ` (${because})`}`;
  }
  if (ended === 'cut-off') return 'the load was cut off before its end';
  if (calls.made === 0) return 'no load was made';
  if (calls.made < LEAST_MADE * calls.planned)
    return `only ${calls.made} of ${calls.planned} calls could be made: either the generator or what it called was too slow for this rate`;
  if (expiries.length === 0) return 'no call under load met a token that had ended';
  return undefined;
}
