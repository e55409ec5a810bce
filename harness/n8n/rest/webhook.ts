import { poll } from '../../machine/poll.ts';
import { HarnessError } from '../../model/error.ts';

/**
 * Waits until a production webhook accepts calls, or no longer does. It asks with a CORS preflight
 * (`OPTIONS` with an Origin), whose answer lists the methods of the path. A preflight neither
 * starts an execution nor leaves an error in n8n's log.
 * @throws HarnessError `webhook-not-ready`
 */
export async function awaitWebhook(
  url: string,
  options: {
    readonly state: 'open' | 'closed';
    readonly withinMs: number;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const reached = await poll(
    async () =>
      /\bPOST\b/.test(await methodsOf(url, options.signal)) === (options.state === 'open')
        ? true
        : undefined,
    options,
  );
  if (reached === undefined)
    throw new HarnessError(
      'webhook-not-ready',
      `Could not use the workflow's webhook: it was not ${options.state} ${options.withinMs / 1_000} s after n8n was asked.`,
    );
}

/**
 * The methods that n8n reports for a path, including `OPTIONS`; empty when the answer is not like
 * n8n's.
 */
export async function methodsOf(url: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(url, {
    method: 'OPTIONS',
    headers: { origin: new URL(url).origin },
    redirect: 'manual',
    signal,
  });
  await answer.body?.cancel();
  return answer.headers.get('access-control-allow-methods') ?? '';
}
