import { ConnectFailed } from '../../../model/connect-failed.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Never asks again for a consent that was refused once. */
export class TakesRefusalForGood extends CorrectClient {
  readonly #refused = new Map<string, ConnectFailed>();

  override async connect(
    credentialId: string,
    signal: AbortSignal,
    away?: () => Promise<void>,
  ): Promise<string | undefined> {
    const refused = this.#refused.get(credentialId);
    if (refused !== undefined) throw refused;
    return super.connect(credentialId, signal, away).catch((cause: unknown) => {
      if (cause instanceof ConnectFailed) this.#refused.set(credentialId, cause);
      throw cause;
    });
  }
}
