import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Makes every call as one that only reads, the first one too. */
export class AlwaysGets extends CorrectClient {
  protected override requestOf(run: ItemRun): ApiRequest {
    return { ...super.requestOf(run), method: 'GET', body: null };
  }
}
