import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';
import { TakesTokensOfAnybody } from '../refresh/takes-tokens-of-anybody.ts';

/**
 * Writes the tokens of a new consent over those of the one before, so that an old refresh token
 * stays beside a new access token, perhaps of another account, and reads no ID token.
 */
export class MixesConsents extends TakesTokensOfAnybody {
  protected override saveConnected(credential: StoredCredential, tokens: TokenData): void {
    super.saveConnected(credential, { ...credential.fields.oauthTokenData, ...tokens });
  }
}
