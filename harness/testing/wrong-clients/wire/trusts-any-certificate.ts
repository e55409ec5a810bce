import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';
import type { TokenAnswer, TokenRequest } from '../../../reference-clients/token-request.ts';

/** Sends a token request without a look at the certificate of the server. */
async function send({ url, headers, body }: TokenRequest): Promise<TokenAnswer> {
  const sent = request(url, { method: 'POST', headers, agent: false, rejectUnauthorized: false });
  const answered = Promise.withResolvers<TokenAnswer>();
  sent.once('error', answered.reject);
  sent.once('response', (response) => {
    const told = { status: response.statusCode ?? 0, headers: new Headers() };
    void text(response).then((all) => answered.resolve({ ...told, text: all }), answered.reject);
  });
  sent.end(body);
  return answered.promise;
}

/** Sends refresh token and secret to any server, whatever its certificate says. */
export class TrustsAnyCertificate extends CorrectClient {
  protected override async requestTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<TokenData> {
    const asked = this.tokenRequest(credential, this.parameters(credential));
    if (!asked.url.startsWith('https:')) return super.requestTokens(credential, signal);
    return this.readAnswer(await send(asked));
  }
}
