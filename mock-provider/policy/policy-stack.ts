import { parsePolicyChange } from './parse-policy.ts';
import type { Policy, PolicyInput } from './policy.ts';

interface Layer {
  readonly fault: string;
  readonly change: PolicyInput;
}

/**
 * The realm's own policy, with the changes of the faults in force applied on top. Changes are
 * applied in the order in which the faults were injected.
 */
export class PolicyStack {
  readonly #realm: string;
  #own: Policy;
  #layers: readonly Layer[] = [];
  #effective: Policy;

  constructor(realm: string, own: Policy) {
    this.#realm = realm;
    this.#own = own;
    this.#effective = own;
  }

  get effective(): Policy {
    return this.#effective;
  }

  /**
   * Changes the realm's own policy. The changes of faults are applied again on top.
   * @throws ProviderError when the result is no policy
   */
  change(change: PolicyInput): void {
    this.#own = parsePolicyChange(this.#realm, this.#own, change);
    this.#settle();
  }

  get own(): Policy {
    return this.#own;
  }

  /** Replaces the realm's own policy. The changes of faults are applied again on top. */
  replace(own: Policy): void {
    this.#own = own;
    this.#settle();
  }

  /** Applies the change of a fault on top of the policy until the returned function is called. */
  lay(fault: string, change: PolicyInput): () => void {
    const layer: Layer = { fault, change };
    this.#layers = [...this.#layers, layer];
    this.#settle();
    return () => {
      this.#layers = this.#layers.filter((other) => other !== layer);
      this.#settle();
    };
  }

  /** Ids of the faults in force that change how the realm treats refresh tokens. */
  get refreshTokenFaults(): readonly string[] {
    return this.faultsIn(({ refreshToken }) => refreshToken !== undefined);
  }

  /** Ids of the faults in force that change a setting. */
  faultsIn(has: (change: PolicyInput) => boolean): readonly string[] {
    return this.#layers.filter(({ change }) => has(change)).map(({ fault }) => fault);
  }

  #settle(): void {
    this.#effective = this.#layers.reduce(
      (policy, { change }) => parsePolicyChange(this.#realm, policy, change),
      this.#own,
    );
  }
}
