import { createHash } from 'node:crypto';

/** Names of the files within a run's folder. */
export const FILES = {
  results: 'results.json',
  run: 'run.json',
  owner: 'owner.json',
  target: 'target.json',
  plan: 'plan.json',
  history: 'history.ndjson',
  historyAlone: 'history-alone.ndjson',
  result: 'result.json',
} as const;

/**
 * Folder name of a target: its id, when a folder may have this name; otherwise a name made from the
 * id that is still unique.
 */
export function targetFolder(id: string): string {
  if (/^[\w][\w.+@=-]*$/.test(id)) return id;
  return `n8n-${id.replaceAll(/[^\w.+=-]+/g, '-')}-${createHash('sha256').update(id).digest('hex').slice(0, 6)}`;
}

/**
 * Folder name of one scenario run within the folder of its target: `rotation__concurrent-refresh`,
 * with `.2` for the second attempt.
 */
export function scenarioFolder(name: string, attempt: number): string {
  const slug = name.replaceAll('/', '__');
  return attempt === 1 ? slug : `${slug}.${attempt}`;
}

/** Path of a picture within the folder of a scenario run. */
export const screenshotFile = (name: string, alone = false): string =>
  `${alone ? 'screenshots-alone' : 'screenshots'}/${name}`;

/** The name and the attempt from which {@link scenarioFolder} made a folder name. */
export function parseScenarioFolder(folder: string): {
  readonly name: string;
  readonly attempt: number;
} {
  const match = /^(.*?)(?:\.(\d+))?$/.exec(folder);
  return { name: (match?.[1] ?? folder).replaceAll('__', '/'), attempt: Number(match?.[2] ?? 1) };
}
