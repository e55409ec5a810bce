import { type ApiAnswer, type ApiRequest } from '../../reference-clients/call-api.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Repeats an API call whose answer was lost, or that a server error ended, once, when its method is
 * safe (RFC 9110 §9.2.1 and §9.2.2) and the API does not ask to wait.
 */
export class RepeatsSafeCalls extends CorrectClient {
  protected override async send(
    request: ApiRequest,
    accessToken: string,
    signal: AbortSignal,
  ): Promise<ApiAnswer> {
    const once = (): Promise<ApiAnswer> => super.send(request, accessToken, signal);
    if (!SAFE_METHODS.has(request.method)) return once();
    try {
      const answer = await once();
      return answer.status >= 500 && answer.waitMs === undefined ? await once() : answer;
    } catch (lost) {
      if (signal.aborted) throw lost;
      return once();
    }
  }
}
