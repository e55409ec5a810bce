import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

const LIFE_MS = 5_000;

/** Forgets the state of a flow after five seconds. */
export class ForgetsStateSoon extends CorrectClient {
  readonly #bornAt = new WeakMap<AuthorizationFlow, number>();

  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    const flow = super.newFlow(credential);
    this.#bornAt.set(flow, performance.now());
    return flow;
  }

  protected override codeIn(callback: URL, flow: AuthorizationFlow | undefined): string {
    const bornAt = flow === undefined ? undefined : this.#bornAt.get(flow);
    const isLate = bornAt !== undefined && performance.now() - bornAt > LIFE_MS;
    return super.codeIn(callback, isLate ? undefined : flow);
  }
}
