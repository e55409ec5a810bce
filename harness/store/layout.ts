import { createHash } from 'node:crypto';

/** Names of the files within a run's folder. */
export const FILES = {
  results: 'results.json',
  run: 'run.json',
  target: 'target.json',
  plan: 'plan.json',
  history: 'history.ndjson',
  result: 'result.json',
} as const;

/**
 * Folder of a target: its id, when that can be a folder's name; otherwise made into one that stays
 * unique.
 */
export function targetFolder(id: string): string {
  if (/^[\w][\w.+@=-]*$/.test(id)) return id;
  return `n8n-${id.replaceAll(/[^\w.+=-]+/g, '-')}-${createHash('sha256').update(id).digest('hex').slice(0, 6)}`;
}

/**
 * Folder of one scenario run within its target's: `rotation__concurrent-refresh`, with `.2` for the
 * second attempt.
 */
export function scenarioFolder(name: string, attempt: number): string {
  const slug = name.replaceAll('/', '__');
  return attempt === 1 ? slug : `${slug}.${attempt}`;
}

/** What {@link scenarioFolder} was made from. */
export function parseScenarioFolder(folder: string): {
  readonly name: string;
  readonly attempt: number;
} {
  const match = /^(.*?)(?:\.(\d+))?$/.exec(folder);
  return { name: (match?.[1] ?? folder).replaceAll('__', '/'), attempt: Number(match?.[2] ?? 1) };
}
