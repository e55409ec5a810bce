import { configSchema, PROJECT_KEYS } from './config-schema.ts';

const NO_RETRIES =
  'there are no retries, on purpose: a refresh that works at the second try has failed once. `repeat` runs every scenario several times, and every run counts';

const called = (given: string, name: string) => [given, `'${given}' is called '${name}' here`];

/** What to do about keys that people try and that are none, by their names. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['retries', NO_RETRIES],
  ['retry', NO_RETRIES],
  ...(
    [
      ['n8n', 'targets'],
      ['version', 'targets'],
      ['versions', 'targets'],
      ['topology', 'topologies'],
      ['reporter', 'reporters'],
      ['project', 'projects'],
      ['scenario', 'scenarios'],
    ] as const
  ).map(([given, name]) => called(given, name) as [string, string]),
  [
    'iOwnThisInstance',
    'that an instance is yours has to be said each time: run --i-own-this-instance',
  ],
  [
    'n8nPassword',
    'a password does not belong into this file: put it into OAUTH_CHAOS_N8N_PASSWORD',
  ],
  ['dryRun', 'this is for the command line: run --dry-run'],
]);

/** Keys that only the file as a whole has. */
const WHOLE_RUN: readonly string[] = Object.keys(configSchema.shape).filter(
  (key) => !PROJECT_KEYS.includes(key) && key !== 'projects' && key !== '$schema',
);

/**
 * Better words about an unknown key; undefined when its name tells nothing.
 * @param inProject true when the key stands in a project
 */
export function keyAdvice(key: string, inProject: boolean): string | undefined {
  return inProject && WHOLE_RUN.includes(key)
    ? `'${key}' is of the run as a whole; write it beside projects`
    : ADVICE.get(key);
}
