import type { StoredRow } from '../../model/client.ts';
import type { EventOf } from '../../model/event.ts';
import type { ScenarioRun } from '../scenario-run.ts';

/**
 * Reads the rows that no refresh, connect or save has any business in, and records them as digests.
 * Nothing is recorded where nobody can look, or not at this moment.
 */
export async function probeRows(run: ScenarioRun): Promise<void> {
  const rows = await readRows(run)?.catch(() => undefined);
  if (rows !== undefined) run.recorder.add({ type: 'stored-rows', rows });
}

/**
 * Reads them just after an operator has given a credential another name. Without this reading
 * nobody could tell whether the name that is there later is the operator's.
 */
export async function probeRenamed(
  run: ScenarioRun,
  credential: string,
  name: string,
): Promise<void> {
  const rows = await readRows(run);
  const renamed = { credential, name: run.realm.digest(name) };
  if (rows !== undefined) run.recorder.add({ type: 'stored-rows', rows, renamed });
}

/** Undefined where nobody can look. */
function readRows(run: ScenarioRun): Promise<EventOf<'stored-rows'>['rows']> | undefined {
  const workflows = new Map([...run.workflows].map(([name, { id }]) => [name, id]));
  return run.client
    .readStoredRows?.({ credentials: run.credentialIds, workflows })
    .then((rows) => rows.map((row) => digested(run, row)));
}

const digested = ({ realm }: ScenarioRun, { columns, ...row }: StoredRow) => ({
  ...row,
  columns: Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [name, realm.digest(value)]),
  ),
});
