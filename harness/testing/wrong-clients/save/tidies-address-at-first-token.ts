import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Rewrites the token endpoint's address as soon as there is a first token. */
export class TidiesAddressAtFirstToken extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    const isFirst = credential.fields.oauthTokenData === undefined;
    super.save(credential, tokens);
    if (isFirst) credential.fields.accessTokenUrl = `${credential.fields.accessTokenUrl}#`;
  }
}
