import type { ScenarioRun } from './scenario-run.ts';

/**
 * A text as it may be written down: itself or, when secrets of the realm occur in it, their names
 * alone.
 */
export function redact(run: Pick<ScenarioRun, 'realm'>, text: string, kind = 'text'): string {
  const found = run.realm.findSecrets(text);
  return found.length === 0 ? text : `[withheld: the ${kind} contains ${found.join(', ')}]`;
}

/** What an error says, as it may be written down. */
export const errorText = (run: Pick<ScenarioRun, 'realm'>, cause: unknown): string =>
  redact(run, cause instanceof Error ? cause.message : String(cause), 'message');
