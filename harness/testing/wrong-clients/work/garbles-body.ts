import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Takes the bytes of a body for Latin-1, so that every letter beyond ASCII becomes two. */
export class GarblesBody extends CorrectClient {
  protected override requestOf(run: ItemRun): ApiRequest {
    const own = super.requestOf(run);
    const body = Object.entries(own.body ?? {}).map(([name, value]) => [
      name,
      Buffer.from(value).toString('latin1'),
    ]);
    return { ...own, body: own.body === null ? null : Object.fromEntries(body) };
  }
}
