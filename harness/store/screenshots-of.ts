import { dirname, join } from 'node:path';
import type { HistoryEvent } from '../model/event.ts';
import type { ScenarioResult } from '../model/results.ts';

/**
 * The pictures that a history names, as a result lists them.
 * @param history path of the history, relative to the folder of the run
 */
export function screenshotsOf(
  events: readonly HistoryEvent[],
  history: string,
): Pick<ScenarioResult, 'screenshots'> {
  const screenshots = events.flatMap((event) =>
    event.type === 'screenshot' && event.file !== undefined
      ? [
          {
            credential: event.credential,
            moment: event.moment,
            file: join(dirname(history), event.file),
          },
        ]
      : [],
  );
  return screenshots.length === 0 ? {} : { screenshots };
}
