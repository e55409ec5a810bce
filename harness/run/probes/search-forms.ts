import type { ScenarioRun } from '../scenario-run.ts';

/** A process that is frozen or gone shows no form, and the run does not wait for it. */
const SHOWN_WITHIN_MS = 5_000;

/**
 * Searches what the forms of the credentials show for tokens and secrets. Whoever may open a
 * credential, and whatever runs in his browser, reads that. A credential that is gone, or a client
 * that does not answer, is not said to have been searched.
 */
export async function searchForms(run: ScenarioRun): Promise<void> {
  const signal = AbortSignal.any([run.signal, AbortSignal.timeout(SHOWN_WITHIN_MS)]);
  const shown: string[] = [];
  for (const id of run.credentialIds.values()) {
    const form = await run.client.readForm?.(id, signal).catch(() => undefined);
    if (form !== undefined) shown.push(form);
  }
  const text = shown.join('\n');
  if (text === '') return;
  run.recorder.add({
    type: 'leak-scan',
    place: 'form',
    characters: text.length,
    leaks: run.realm.findSecrets(text),
  });
}
