import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultDefinition } from '../faults/engine/define-fault.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import { isPresetChoice, presetPolicy } from '../policy/parse-preset.ts';
import type { Policy, PolicyInput } from '../policy/policy.ts';
import type { PresetChoice } from '../policy/preset-choice.ts';
import type { PresetName } from '../policy/presets/index.ts';
import type { KeptRealm } from '../realm/kept-realm.ts';
import type { SigningKey } from '../store/jwt-issuer.ts';

/** How a realm of the server begins. */
export interface RealmOptions {
  readonly policy?: PolicyInput | PresetChoice;
  readonly seed?: number;
  readonly startsAtMs?: number;
  readonly key: () => SigningKey;
  /** Answers a request that arrived at the realm's own HTTPS address. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** True when the records of requests and replies shall have their heads and bodies, masked. */
  readonly recordWire?: boolean;
  /** Faults beside those that come with the provider. */
  readonly ownFaults?: readonly FaultDefinition[];
  /** A realm that was kept for a restart and continues as this one, with the policy it had. */
  readonly kept?: KeptRealm;
}

/** The policy that was chosen by its settings or by a preset. @throws ProviderError on a bad one */
export function choosePolicy(
  realm: string,
  chosen: PolicyInput | PresetChoice,
): { readonly policy: Policy; readonly preset: PresetName | undefined } {
  return isPresetChoice(chosen)
    ? { policy: parsePolicy(realm, presetPolicy(chosen)), preset: chosen.preset }
    : { policy: parsePolicy(realm, chosen), preset: undefined };
}
