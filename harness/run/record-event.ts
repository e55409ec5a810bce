import type { RealmEvent } from '../../mock-provider/index.ts';
import { historyEvent } from './history-event.ts';
import type { ScenarioRun } from './scenario-run.ts';

/** Records an event of the realm, and notes the work that it tells of. */
export function recordEvent(
  { work, recorder }: Pick<ScenarioRun, 'work' | 'recorder'>,
  event: RealmEvent,
): void {
  work.note(event);
  recorder.add(historyEvent(event));
}
