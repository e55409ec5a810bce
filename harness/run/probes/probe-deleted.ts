import { HarnessError } from '../../model/error.ts';
import type { ScenarioRun } from '../scenario-run.ts';

/** What a client says of a credential that is not there. */
const GONE: ReadonlySet<string> = new Set(['stored-credential-missing', 'credential-missing']);

/**
 * Looks for the credentials that an operator has deleted, and records whether they are there. A
 * look that fails for another reason says nothing.
 */
export async function probeDeleted(run: ScenarioRun): Promise<void> {
  for (const [credential, id] of run.deletedIds) {
    const there = await run.client
      .readStoredCredential(id, () => true)
      .catch((cause: unknown) =>
        cause instanceof HarnessError && GONE.has(cause.code) ? false : undefined,
      );
    if (there !== undefined) run.recorder.add({ type: 'deleted-credential', credential, there });
  }
}
