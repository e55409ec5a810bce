import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import type { LoadResult } from '../../model/load.ts';
import { STARVED } from '../views/machine-starved.ts';

/** Share of the calls that have to be made for a load to be one. */
const LEAST_MADE = 0.8;

/** Share of the time for which a client may wait for a processor or a disk. */
const HELD_UP = 0.5;
/** Share of the time that the machine was not given, or waited for its disk. */
const STOLEN = 0.1;

/** True when the machine may have broken what a client did not. */
const starved = ({ machine }: EventOf<'load-end'>, durationMs: number): boolean =>
  machine !== undefined &&
  ((machine.stolen ?? 0) >= STOLEN ||
    (machine.waitedMs ?? 0) + (machine.diskMs ?? 0) >= HELD_UP * durationMs);

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
  const [end] = history.of('load-end');
  const isBroken = load.thresholds.some(({ verdict }) => verdict === 'broken');
  if (isBroken && end !== undefined && starved(end, load.durationMs))
    return `thresholds were broken ${STARVED}`;
  if (expiries.length === 0) return 'no call under load met a token that had ended';
  return undefined;
}
