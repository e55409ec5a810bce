import { setTimeout as delay } from 'node:timers/promises';
import { redact } from '../redact.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { ownIn } from './own-in.ts';

const MAX_LENGTH = 4_000;
/** n8n sends at once. What has not come by then is told as not shown. */
const LAST_WORDS_MS = 2_000;

/**
 * Records what n8n sends to the sinks about this run. What names nothing of it may be about any of
 * the scenarios on the same n8n, and is left to nobody. Returns a function that stops this.
 */
export function watchSinks(run: ScenarioRun): () => void {
  return (
    run.sinks?.listen(({ witness, text }) => {
      const own = ownIn(run, text);
      if (own !== undefined)
        run.recorder.add({
          type: 'witness',
          witness,
          text: redact(run, text).slice(0, MAX_LENGTH),
          ...own,
        });
    }) ?? (() => undefined)
  );
}

/** Waits for what n8n may still send about the last failure of a run. */
export async function awaitLastWords(run: ScenarioRun): Promise<void> {
  if (run.sinks === undefined || run.failedAt === undefined) return;
  const left = run.failedAt + LAST_WORDS_MS - run.recorder.now();
  if (left <= 0) return;
  run.onWaiting(1);
  await delay(left, undefined, { signal: run.signal }).finally(() => run.onWaiting(-1));
}
