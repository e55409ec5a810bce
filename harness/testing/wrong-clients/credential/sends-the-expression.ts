import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type {
  CredentialFields,
  StoredCredential,
} from '../../../reference-clients/stored-credential.ts';

/** Evaluates expressions when it connects, and sends them as they are written afterwards. */
export class SendsTheExpression extends CorrectClient {
  protected override evaluated(credential: StoredCredential): CredentialFields {
    return credential.fields.oauthTokenData === undefined
      ? super.evaluated(credential)
      : credential.fields;
  }
}
