import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../reference-clients/stored-credential.ts';

/**
 * Lets nobody change a credential while it is refreshed: whoever connects or edits it waits until
 * the refresh is over.
 */
export class ConnectsInTurn extends CorrectClient {
  readonly #refreshes = new Map<string, Promise<void>>();

  override async connect(
    credentialId: string,
    signal: AbortSignal,
    away?: () => Promise<void>,
  ): Promise<string | undefined> {
    await this.#refreshOver(credentialId);
    return super.connect(credentialId, signal, away);
  }

  override async editScope(credentialId: string, scope: string): Promise<void> {
    await this.#refreshOver(credentialId);
    await super.editScope(credentialId, scope);
  }

  override async editSecret(credentialId: string, secret: string): Promise<void> {
    await this.#refreshOver(credentialId);
    await super.editSecret(credentialId, secret);
  }

  override async editTokenUrl(credentialId: string, url: string): Promise<void> {
    await this.#refreshOver(credentialId);
    await super.editTokenUrl(credentialId, url);
  }

  override async rename(credentialId: string, name: string): Promise<string> {
    await this.#refreshOver(credentialId);
    return super.rename(credentialId, name);
  }

  override async disconnect(credentialId: string): Promise<void> {
    await this.#refreshOver(credentialId);
    await super.disconnect(credentialId);
  }

  override async deleteCredential(credentialId: string): Promise<void> {
    await this.#refreshOver(credentialId);
    await super.deleteCredential(credentialId);
  }

  protected override fetchTokens(credential: StoredCredential, signal: AbortSignal): Promise<void> {
    const refresh = super.fetchTokens(credential, signal);
    this.#refreshes.set(credential.id, refresh);
    return refresh;
  }

  async #refreshOver(credentialId: string): Promise<void> {
    await this.#refreshes.get(credentialId)?.catch(() => undefined);
  }
}
