import type { ApiAnswer } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Reads the moment of expiry in a JWT and believes it more than the API, which says 401. */
export class ReadsExpiryInToken extends CorrectClient {
  protected override meansExpired(answer: ApiAnswer, credential: StoredCredential): boolean {
    const [, claims = ''] = (credential.fields.oauthTokenData?.access_token ?? '').split('.');
    const read = /"exp":(\d+)/.exec(Buffer.from(claims, 'base64url').toString())?.[1];
    const lives = read !== undefined && Number(read) * 1_000 > Date.now();
    return !lives && super.meansExpired(answer, credential);
  }
}
