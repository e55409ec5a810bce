import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type {
  StoredCredential,
  CredentialFields,
} from '../../../reference-clients/stored-credential.ts';

/** Throws away the tokens of all credentials when one credential cannot be refreshed. */
export class DropsEveryToken extends CorrectClient {
  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await super.fetchTokens(credential, signal);
    } catch (failure) {
      for (const other of this.credentials) other.fields = withoutTokens(other.fields);
      throw failure;
    }
  }
}

const withoutTokens = ({
  oauthTokenData: _dropped,
  ...fields
}: CredentialFields): CredentialFields => fields as CredentialFields;
