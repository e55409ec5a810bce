import type { ScenarioRun } from '../scenario-run.ts';

/** Notes where the data of this run's executions will begin in what the client stores. */
export async function markStore(run: ScenarioRun): Promise<void> {
  const marked = await run.client.readStoredTexts?.('end').catch(() => undefined);
  if (marked !== undefined) run.storeMark = marked.mark;
}

/**
 * Searches what the client stores beside its credentials for tokens and secrets. A client whose
 * store cannot be reached, or not any more, is not said to have been searched.
 */
export async function searchStore(run: ScenarioRun): Promise<void> {
  if (run.storeMark === undefined) return;
  const found = await run.client.readStoredTexts?.(run.storeMark).catch(() => undefined);
  if (found === undefined) return;
  run.recorder.add({
    type: 'leak-scan',
    place: 'client-store',
    characters: found.text.length,
    leaks: run.realm.findSecrets(found.text),
  });
}
