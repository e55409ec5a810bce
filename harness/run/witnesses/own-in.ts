import type { EventOf } from '../../model/event.ts';
import { nameInClient, type ScenarioRun } from '../scenario-run.ts';

/** What of a run a text names. */
export type Own = Pick<EventOf<'witness'>, 'workflow' | 'credential' | 'executionId'>;

const EXECUTION_ID = /"executionId":\s*"?(\d+)"?/;

/** The name in the plan of what a text names by its id or its name in the client. */
const named = (
  run: ScenarioRun,
  ids: Iterable<readonly [name: string, id: string]>,
  text: string,
): string | undefined =>
  [...ids].find(
    ([name, id]) => text.includes(`"${id}"`) || text.includes(`"${nameInClient(run, name)}"`),
  )?.[0];

/**
 * What of this run a text of the client names, which may also be about the other scenarios on the
 * same client; undefined when it names none of it.
 */
export function ownIn(run: ScenarioRun, text: string): Own | undefined {
  const workflow = named(
    run,
    [...run.workflows].map(([name, { id }]) => [name, id] as const),
    text,
  );
  const credential = named(run, run.credentialIds, text);
  if (workflow === undefined && credential === undefined) return undefined;
  const executionId = EXECUTION_ID.exec(text)?.[1];
  return {
    ...(workflow === undefined ? {} : { workflow }),
    ...(credential === undefined ? {} : { credential }),
    ...(executionId === undefined ? {} : { executionId }),
  };
}
