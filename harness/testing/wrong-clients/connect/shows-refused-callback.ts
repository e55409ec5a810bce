import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Shows the whole address of a callback that it refuses, for support. */
export class ShowsRefusedCallback extends CorrectClient {
  protected override refusedPage(_credential: unknown, callback: URL): string {
    return `<h1>Not connected</h1><pre>${callback.href}</pre>`;
  }
}
