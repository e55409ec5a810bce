import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Takes a percent sign in a query for the beginning of what is encoded already, and leaves it. */
export class LeavesPercentInQuery extends CorrectClient {
  protected override requestOf(run: ItemRun): ApiRequest {
    const own = super.requestOf(run);
    const query = `${new URLSearchParams(own.query)}`.replaceAll('%25', '%');
    return { ...own, url: `${own.url}?${query}`, query: {} };
  }
}
