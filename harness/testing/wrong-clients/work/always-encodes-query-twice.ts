import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Encodes every query twice, that of a first call, too. */
export class AlwaysEncodesQueryTwice extends CorrectClient {
  protected override requestOf(run: ItemRun): ApiRequest {
    const own = super.requestOf(run);
    const query = Object.entries(own.query).map(([name, value]) => [
      name,
      encodeURIComponent(value),
    ]);
    return { ...own, query: Object.fromEntries(query) };
  }
}
