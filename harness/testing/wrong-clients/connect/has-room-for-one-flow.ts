import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Keeps the state of one flow only, so that whoever is overtaken cannot come back. */
export class HasRoomForOneFlow extends CorrectClient {
  #flow: AuthorizationFlow | undefined;

  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    this.#flow = super.newFlow(credential);
    return this.#flow;
  }

  protected override codeIn(callback: URL, _flow: AuthorizationFlow | undefined): string {
    return super.codeIn(callback, this.#flow);
  }
}
