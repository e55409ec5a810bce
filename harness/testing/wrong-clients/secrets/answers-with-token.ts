import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemResult, ItemRun } from '../../../reference-clients/item-run.ts';

/** Hands the request it made, with its header, on to whoever called the webhook. */
export class AnswersWithToken extends CorrectClient {
  #authorization = '';

  protected override async runItem(run: ItemRun): Promise<ItemResult> {
    const result = await super.runItem(run);
    this.#authorization = `Bearer ${run.credential.fields.oauthTokenData?.access_token ?? ''}`;
    return result;
  }

  protected override answer(...output: Parameters<CorrectClient['answer']>) {
    const answer = super.answer(...output);
    return { ...answer, text: `${answer.text} ${this.#authorization}` };
  }
}
