import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Wants a refresh token for every renewal, also where the grant has none (RFC 6749 §4.4.3). */
export class InsistsOnRefreshToken extends CorrectClient {
  protected override parameters(credential: StoredCredential): Readonly<Record<string, string>> {
    const isFirst = credential.fields.oauthTokenData?.access_token === undefined;
    return super.parameters(
      isFirst
        ? credential
        : { ...credential, spec: { ...credential.spec, grant: 'authorization-code' } },
    );
  }
}
