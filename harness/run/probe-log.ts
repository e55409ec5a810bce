import { nameInClient, type ScenarioRun } from './scenario-run.ts';
import { withhold } from './withhold.ts';

const LEVEL = /\b(error|warn|info|debug)\b/i;
const MAX_LINES = 40;
const MAX_LENGTH = 400;

/**
 * Records the client's log lines about this run's credentials since the last look, and searches all new lines for raw
 * tokens and secrets. A line with a secret in it is withheld. Each part of the log is read once: others write to it, too.
 */
export async function probeLog(run: ScenarioRun): Promise<void> {
  if (!run.client.capabilities.has('log')) return;
  const { text, endByte } = await run.client.readLog(run.logMark);
  run.logMark = endByte;
  run.logSearched.characters += text.length;
  for (const leak of run.realm.findSecrets(text)) run.logSearched.leaks.add(leak);
  const names = [...run.credentialIds.keys()].map((name) => nameInClient(run, name));
  const lines = text.split('\n').filter((line) => names.some((name) => line.includes(name)));
  for (const line of lines.slice(0, MAX_LINES)) {
    run.recorder.add({ type: 'log', level: LEVEL.exec(line)?.[1]?.toLowerCase() ?? 'info', line: withhold(run, line, 'line').slice(0, MAX_LENGTH) });
  }
}

/** Records what the searches of the client's log during this run found. */
export function recordLogSearch(run: ScenarioRun): void {
  if (!run.client.capabilities.has('log')) return;
  const { characters, leaks } = run.logSearched;
  run.recorder.add({ type: 'leak-scan', place: 'client-log', characters, leaks: [...leaks] });
}
