import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Fills the form of a credential with all its fields, so that whoever opens it gets the secret. */
export class ShowsSecretInForm extends CorrectClient {
  override async readForm(credentialId: string): Promise<string> {
    return JSON.stringify(this.credential(credentialId).fields);
  }
}
