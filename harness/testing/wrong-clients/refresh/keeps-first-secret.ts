import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import type { TokenRequest } from '../../../reference-clients/token-request.ts';

/** Makes its HTTP client at the first token request, with the id and secret of that moment. */
export class KeepsFirstSecret extends CorrectClient {
  readonly #made = new Map<string, { readonly clientId: string; readonly clientSecret: string }>();

  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const { clientId, clientSecret } = credential.fields;
    const first = this.#made.get(credential.id) ?? { clientId, clientSecret };
    this.#made.set(credential.id, first);
    return super.tokenRequest(
      { ...credential, fields: { ...credential.fields, ...first } },
      parameters,
    );
  }
}
