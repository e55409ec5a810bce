import { HarnessError } from '../model/error.ts';
import type { CredentialType } from '../model/workflow.ts';
import type { PlannedWorkflow } from './planned-scenario.ts';

/**
 * The types of the credentials that are not n8n's generic one, as their workflows need them.
 * @throws HarnessError `credential-types-differ` (64) when two workflows need two types of one
 */
export function typesOfCredentials(
  workflows: readonly (readonly [name: string, workflow: PlannedWorkflow])[],
): Readonly<Record<string, CredentialType>> {
  const types = new Map<string, { readonly by: string; readonly type: CredentialType | null }>();
  for (const [by, { credential, plan }] of workflows) {
    const known = types.get(credential);
    const type = plan.credentialType;
    if (known !== undefined && known.type?.name !== type?.name)
      throw new HarnessError(
        'credential-types-differ',
        `Could not plan the workflows ${known.by} and ${by}: they need different types of the credential ${credential}.`,
        { hint: 'Give each of them a credential of its own.', exitCode: 64 },
      );
    types.set(credential, { by, type });
  }
  return Object.fromEntries(
    [...types].flatMap(([name, { type }]) => (type === null ? [] : [[name, type] as const])),
  );
}
