import type { FaultDefinition } from '../faults/engine/define-fault.ts';
import { findFault, parseFaultOptions } from '../faults/engine/parse-fault-options.ts';
import { faults as knownFaults } from '../faults/index.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import { isPresetChoice, presetPolicy } from '../policy/parse-preset.ts';
import type { PolicyInput } from '../policy/policy.ts';
import type { PresetChoice } from '../policy/preset-choice.ts';
import { checkRealmName } from './realm-name.ts';

/** A realm to create, with the faults to inject on it. */
export interface Creation {
  readonly name: string;
  readonly policy: PolicyInput | PresetChoice;
  readonly faults: readonly {
    readonly name: string;
    readonly options: Readonly<Record<string, unknown>>;
  }[];
}

/**
 * Checks, before anything is started, whether the realm can be created.
 * @throws ProviderError as `createRealm` and `inject` would
 */
export function checkCreation({ name, policy, faults }: Creation): void {
  checkRealmName(name);
  parsePolicy(name, isPresetChoice(policy) ? presetPolicy(policy) : policy);
  const known: readonly FaultDefinition[] = knownFaults;
  for (const fault of faults) parseFaultOptions(findFault(fault.name, known), fault.options);
}
