import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Puts what it must remember into the state; what is to protect that is the same for everybody. */
export class StaticTokenInState extends CorrectClient {
  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    const parts = { token: 'vBn4aHs3eJm5uPz1gYd0ctTi', cid: credential.id, createdAt: Date.now() };
    const state = Buffer.from(JSON.stringify(parts)).toString('base64');
    return { ...super.newFlow(credential), state };
  }
}
