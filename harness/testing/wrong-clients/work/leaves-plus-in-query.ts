import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Encodes a query as a path, where a plus is a plus: in a form it is a blank. */
export class LeavesPlusInQuery extends CorrectClient {
  protected override requestOf(run: ItemRun): ApiRequest {
    const own = super.requestOf(run);
    const query = `${new URLSearchParams(own.query)}`.replaceAll('%2B', '+');
    return { ...own, url: `${own.url}?${query}`, query: {} };
  }
}
