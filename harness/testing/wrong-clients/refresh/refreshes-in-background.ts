import { CorrectClient } from '../../../reference-clients/correct-client.ts';

const EVERY_MS = 20;
const TIMES = 50;

/** Refreshes on a timer, whether anybody needs a new token or not. */
export class RefreshesInBackground extends CorrectClient {
  override async connect(
    credentialId: string,
    signal: AbortSignal,
    away?: () => Promise<void>,
  ): Promise<string | undefined> {
    const page = await super.connect(credentialId, signal, away);
    const credential = this.credential(credentialId);
    let left = TIMES;
    const timer = setInterval(() => {
      left -= 1;
      if (left === 0) clearInterval(timer);
      const used = credential.fields.oauthTokenData?.access_token;
      void this.renew(credential, used, signal).catch(() => undefined);
    }, EVERY_MS);
    timer.unref();
    return page;
  }
}
