import { parsePolicyChange } from './parse-policy.ts';
import type { Policy, PolicyInput } from './policy.ts';

interface Layer {
  readonly fault: string;
  readonly change: PolicyInput;
}

/**
 * The realm's own policy with the changes that faults lay over it, the first injected at the
 * bottom.
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
   * Changes the realm's own policy; layers stay on top.
   * @throws ProviderError when the result is no policy
   */
  change(change: PolicyInput): void {
    this.#own = parsePolicyChange(this.#realm, this.#own, change);
    this.#settle();
  }

  get own(): Policy {
    return this.#own;
  }

  /** Puts another policy in place of the realm's own; layers stay on top. */
  replace(own: Policy): void {
    this.#own = own;
    this.#settle();
  }

  /** Lays a change over the policy until the returned function is called. */
  lay(fault: string, change: PolicyInput): () => void {
    const layer: Layer = { fault, change };
    this.#layers = [...this.#layers, layer];
    this.#settle();
    return () => {
      this.#layers = this.#layers.filter((other) => other !== layer);
      this.#settle();
    };
  }

  /** Faults that have a say in how refresh tokens are treated. */
  get refreshTokenFaults(): readonly string[] {
    return this.faultsIn(({ refreshToken }) => refreshToken !== undefined);
  }

  /** Faults that have a say in a setting. */
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
