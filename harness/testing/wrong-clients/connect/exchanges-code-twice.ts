import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Exchanges the code once more after it has its tokens, as if the page was loaded again. */
export class ExchangesCodeTwice extends CorrectClient {
  protected override async exchangeCode(
    credential: StoredCredential,
    code: string,
    flow: AuthorizationFlow | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    await super.exchangeCode(credential, code, flow, signal);
    await super.exchangeCode(credential, code, flow, signal).catch(() => undefined);
  }
}
