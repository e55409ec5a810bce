import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Shows the user what was stored, on the page that ends connecting. */
export class ShowsTokenOnPage extends CorrectClient {
  protected override connectedPage(credential: StoredCredential): string {
    const { oauthTokenData } = credential.fields;
    return `${super.connectedPage(credential)}<pre>${JSON.stringify(oauthTokenData)}</pre>`;
  }
}
