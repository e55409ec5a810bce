import type { StoredRow } from '../../model/client.ts';
import type { ScenarioRun } from '../scenario-run.ts';

/**
 * Reads the rows that no refresh, connect or save has any business in, and records them as digests.
 * Nothing is recorded where nobody can look, or not at this moment.
 */
export async function probeRows(run: ScenarioRun): Promise<void> {
  const workflows = new Map([...run.workflows].map(([name, { id }]) => [name, id]));
  const rows = await run.client
    .readStoredRows?.({ credentials: run.credentialIds, workflows })
    .catch(() => undefined);
  if (rows === undefined) return;
  run.recorder.add({ type: 'stored-rows', rows: rows.map((row) => digested(run, row)) });
}

const digested = ({ realm }: ScenarioRun, { columns, ...row }: StoredRow) => ({
  ...row,
  columns: Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [name, realm.digest(value)]),
  ),
});
