import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../../reference-clients/item-run.ts';

/** Shows the client secret to the API. */
export class SecretToApi extends CorrectClient {
  protected override requestOf(run: ItemRun): ApiRequest {
    const request = super.requestOf(run);
    return { ...request, query: { ...request.query, key: run.workflow.provider.clientSecret } };
  }
}
