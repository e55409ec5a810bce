import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../reference-clients/stored-credential.ts';
import { sendTokenRequest } from '../../reference-clients/token-request.ts';

/**
 * Asks the provider whether an access token is still active before each call (RFC 7662), and
 * replaces one that is not, so that the API hardly ever has to refuse one.
 */
export class AsksBeforeItCalls extends CorrectClient {
  protected override async accessToken(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<string> {
    const stored = await super.accessToken(credential, signal);
    if (await this.#isActive(credential, stored, signal)) return stored;
    await this.renew(credential, stored, signal);
    return super.accessToken(credential, signal);
  }

  /** A provider that does not tell is no reason to refresh. */
  async #isActive(
    credential: StoredCredential,
    token: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    const request = this.tokenRequest(credential, { token, token_type_hint: 'access_token' });
    const url = request.url.replace(/\/token$/, '/introspect');
    const answer = await sendTokenRequest({ ...request, url }, signal).catch(() => undefined);
    return answer?.status !== 200 || !/"active": ?false/.test(answer.text);
  }
}
