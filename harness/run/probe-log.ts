import { nameInClient, type ScenarioRun } from './scenario-run.ts';
import { withhold } from './withhold.ts';

const LEVEL = /\b(error|warn|info|debug)\b/i;
const MAX_LINES = 40;
const MAX_LENGTH = 400;

/** Records the client's log lines about this run's credentials since the last look. A line with a secret in it is withheld. */
export async function probeLog(run: ScenarioRun): Promise<void> {
  if (!run.client.capabilities.has('log')) return;
  const { text, endByte } = await run.client.readLog(run.logMark);
  run.logMark = endByte;
  const names = [...run.credentialIds.keys()].map((name) => nameInClient(run, name));
  const lines = text.split('\n').filter((line) => names.some((name) => line.includes(name)));
  for (const line of lines.slice(0, MAX_LINES)) {
    run.recorder.add({ type: 'log', level: LEVEL.exec(line)?.[1]?.toLowerCase() ?? 'info', line: withhold(run, line, 'line').slice(0, MAX_LENGTH) });
  }
}

/** Searches the client's whole log of this run for raw tokens and secrets. */
export async function scanLog(run: ScenarioRun): Promise<void> {
  if (!run.client.capabilities.has('log')) return;
  const { text } = await run.client.readLog(run.logStart);
  recordLeakScan(run, 'client-log', text);
}

/** Searches a text for the realm's secrets and records what was found, and how much there was to search. */
export function recordLeakScan(run: ScenarioRun, place: 'client-log' | 'history', text: string): void {
  run.recorder.add({ type: 'leak-scan', place, characters: text.length, leaks: run.realm.findSecrets(text) });
}
