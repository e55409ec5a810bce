import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** What a column of the database holds. */
const WIDTH = 2_048;

/** Stores tokens in a column of a fixed width, which cuts off what is longer. */
export class CutsLongTokens extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    const { access_token } = tokens;
    super.save(credential, {
      ...tokens,
      ...(access_token === undefined ? {} : { access_token: access_token.slice(0, WIDTH) }),
    });
  }
}
