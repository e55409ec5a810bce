import { CAPABILITIES } from '../model/capability.ts';
import type { ClientUnderTest } from '../model/client.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';

/** What a client cannot do that the scenario needs, in words that follow ‘cannot’. */
export async function lackedFor(
  { requires, credentialTypes }: Pick<PlannedScenario, 'requires' | 'credentialTypes'>,
  client: Pick<ClientUnderTest, 'capabilities' | 'fieldsOf'>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const missing = requires.filter((capability) => !client.capabilities.has(capability));
  const fields = await Promise.all(
    Object.values(credentialTypes).map(async ({ name, fields: filledIn }) => {
      const known = await client.fieldsOf?.(name, signal);
      if (known === undefined) return [];
      if (known.size === 0) return [`make a credential of the type ${name}`];
      // A field that this version does not have is ignored: its nodes would call the real service.
      return Object.keys(filledIn)
        .filter((field) => !known.has(field))
        .map((field) => `fill in the field ${field} in a credential of the type ${name}`);
    }),
  );
  return [...missing.map((capability) => CAPABILITIES[capability]), ...fields.flat()];
}
