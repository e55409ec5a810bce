import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../reference-clients/stored-credential.ts';

/**
 * Stores a reply in one spelling: the type of the token, which may come in any case (RFC 6749
 * §5.1), in small letters, and the scope, whose order says nothing (RFC 6749 §3.3), in order.
 */
export class UsesOneSpelling extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    super.save(credential, this.#inOneSpelling(tokens));
  }

  protected override saveConnected(credential: StoredCredential, tokens: TokenData): void {
    super.saveConnected(credential, this.#inOneSpelling(tokens));
  }

  #inOneSpelling(tokens: TokenData): TokenData {
    const { token_type: type, scope } = tokens;
    return {
      ...tokens,
      ...(type === undefined ? {} : { token_type: type.toLowerCase() }),
      ...(typeof scope === 'string' ? { scope: scope.split(' ').toSorted().join(' ') } : {}),
    };
  }
}
