import type { ScenarioRun } from './scenario-run.ts';

/**
 * Returns a text that may be written to disk: the text itself or, when it contains secrets of the
 * realm, only the names of those secrets.
 */
export function redact(run: Pick<ScenarioRun, 'realm'>, text: string, kind = 'text'): string {
  const found = run.realm.findSecrets(text);
  return found.length === 0 ? text : `[withheld: the ${kind} contains ${found.join(', ')}]`;
}

/** The message of an error, with secrets redacted. */
export const errorText = (run: Pick<ScenarioRun, 'realm'>, cause: unknown): string =>
  redact(run, cause instanceof Error ? cause.message : String(cause), 'message');
