import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import type { TokenRequest } from '../../../reference-clients/token-request.ts';

/** Writes the Basic header in the Base64 that is made for URLs, which has no padding. */
export class Base64urlBasic extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const request = super.tokenRequest(credential, parameters);
    const { authorization, ...others } = request.headers;
    if (authorization === undefined) return request;
    const pair = Buffer.from(authorization.slice('Basic '.length), 'base64');
    return {
      ...request,
      headers: { ...others, authorization: `Basic ${pair.toString('base64url')}` },
    };
  }
}
