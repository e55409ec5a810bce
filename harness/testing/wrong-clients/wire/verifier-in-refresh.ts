import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Keeps the parameters of the connect, and sends the code verifier with every refresh. */
export class VerifierInRefresh extends CorrectClient {
  readonly #verifiers = new Map<string, string>();

  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    const flow = super.newFlow(credential);
    if (flow.verifier !== undefined) this.#verifiers.set(credential.id, flow.verifier);
    return flow;
  }

  protected override parameters(credential: StoredCredential): Readonly<Record<string, string>> {
    const verifier = this.#verifiers.get(credential.id);
    return {
      ...super.parameters(credential),
      ...(verifier === undefined ? {} : { code_verifier: verifier }),
    };
  }
}
