import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import type { Rung } from '../../model/recovery-result.ts';
import { observeRecovery, remedyAttempts } from '../recovery.ts';
import { succeeded } from './phases.ts';

type Told = EventOf<'remedy'> | undefined;

/** What the last word of the history about a remedy says that it gave. */
function gave(history: History, told: Told, working: string | undefined): Rung['gave'] {
  if (told === undefined) return 'not needed';
  if (told.state === 'skipped' || told.state === 'failed') return told.state;
  if (told.remedy === working) return 'worked';
  const trial = remedyAttempts(history).find(({ end }) => end === told);
  return trial?.executions.some((execution) => succeeded(history, execution)) === true
    ? 'until the next expiry'
    : 'nothing';
}

/**
 * What each remedy of the ladder gave, the lightest first. Undefined when the scenario has no
 * ladder, or when none of it was tried: nothing was in need of a remedy.
 */
export function rungs(history: History): readonly Rung[] | undefined {
  const told = history.of('remedy');
  const { ladder } = history.head ?? {};
  if (ladder === undefined || told.length === 0) return undefined;
  const { remedy: working } = observeRecovery(history);
  return ladder.map(({ remedy, act }) => {
    const last = told.findLast((event) => event.remedy === remedy && event.state !== 'begin');
    const because = last?.because ?? last?.error;
    return {
      remedy,
      act,
      gave: gave(history, last, working),
      ...(because === undefined ? {} : { because }),
    };
  });
}
