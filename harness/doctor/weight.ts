import type { Severity } from '../model/diagnosis.ts';
import { told } from './snapshot/fact.ts';
import type { CredentialFacts, Snapshot } from './snapshot/snapshot.ts';

/**
 * How much it matters that a credential does not work: what no workflow uses stops none. Where
 * nobody tells which workflows there are, any may use it.
 */
export function weightOf({ id }: CredentialFacts, { workflows }: Snapshot): Severity {
  const all = told(workflows);
  const isUsed =
    all === undefined ||
    all.some(({ nodes }) =>
      nodes.some(
        ({ disabled, credentials }) => !disabled && credentials.some((named) => named.id === id),
      ),
    );
  return isUsed ? 'error' : 'warning';
}
