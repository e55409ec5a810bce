import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Asks for a refresh although it has no refresh token. */
export class AsksWithoutRefreshToken extends CorrectClient {
  protected override parameters(credential: StoredCredential): Readonly<Record<string, string>> {
    if (credential.spec.grant === 'client-credentials') return super.parameters(credential);
    return {
      grant_type: 'refresh_token',
      refresh_token: credential.fields.oauthTokenData?.refresh_token ?? '',
    };
  }
}
