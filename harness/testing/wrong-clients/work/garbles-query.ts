import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Takes the bytes of a query for Latin-1, so that every letter beyond ASCII becomes two. */
export class GarblesQuery extends CorrectClient {
  protected override requestOf(run: ItemRun): ApiRequest {
    const own = super.requestOf(run);
    const query = Object.entries(own.query).map(([name, value]) => [
      name,
      Buffer.from(value).toString('latin1'),
    ]);
    return { ...own, query: Object.fromEntries(query) };
  }
}
