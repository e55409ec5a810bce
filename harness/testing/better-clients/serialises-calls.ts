import type { ApiAnswer } from '../../reference-clients/call-api.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../reference-clients/item-run.ts';
import type { StoredCredential } from '../../reference-clients/stored-credential.ts';

/** Makes the API calls of a credential one after the other. */
export class SerialisesCalls extends CorrectClient {
  readonly #last = new WeakMap<StoredCredential, Promise<unknown>>();

  protected override call(run: ItemRun, accessToken: string): Promise<ApiAnswer> {
    return this.#inTurn(run, () => super.call(run, accessToken));
  }

  protected override repeat(run: ItemRun, refused: ApiAnswer): Promise<ApiAnswer> {
    return this.#inTurn(run, () => super.repeat(run, refused));
  }

  #inTurn({ credential }: ItemRun, make: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
    const ahead = this.#last.get(credential) ?? Promise.resolve();
    const mine = ahead.catch(() => undefined).then(make);
    this.#last.set(credential, mine);
    return mine;
  }
}
