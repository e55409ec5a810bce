import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Separates scopes by commas where no user is asked for them. */
export class JoinsScopesWithCommas extends CorrectClient {
  protected override parameters(credential: StoredCredential): Readonly<Record<string, string>> {
    const { scope, ...others } = super.parameters(credential);
    return scope === undefined ? others : { ...others, scope: scope.replaceAll(' ', ',') };
  }
}
