import type { Alarm, ExecutionError } from '../../../model/event.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemResult, ItemRun } from '../../../reference-clients/item-run.ts';

/** Sends the access token along with the alarm, to make debugging easier; it stores it nowhere. */
export class TellsTokenInAlarm extends CorrectClient {
  #token = '';

  protected override async runItem(run: ItemRun): Promise<ItemResult> {
    const result = await super.runItem(run);
    this.#token = run.credential.fields.oauthTokenData?.access_token ?? '';
    return result;
  }

  protected override alarm({ message }: ExecutionError): Alarm {
    return { message, description: `Authorization: Bearer ${this.#token}` };
  }
}
