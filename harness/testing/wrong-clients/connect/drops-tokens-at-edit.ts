import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Replaces a credential by what the form sends, which has no tokens in it. */
export class DropsTokensAtEdit extends CorrectClient {
  override async editScope(credentialId: string, scope: string): Promise<void> {
    const credential = this.credential(credentialId);
    const { oauthTokenData: _dropped, ...fields } = credential.fields;
    credential.fields = { ...fields, scope };
  }
}
