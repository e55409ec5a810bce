import {
  newFlow,
  type AuthorizationFlow,
} from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Connects without PKCE although the credential says PKCE. */
export class NoPkce extends CorrectClient {
  protected override newFlow(): AuthorizationFlow {
    return newFlow(false);
  }
}
