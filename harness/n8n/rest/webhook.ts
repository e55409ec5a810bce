import { HarnessError } from '../../model/error.ts';
import { poll } from './poll.ts';

/** Address of a production webhook. */
export function webhookUrl(baseUrl: string, path: string): URL {
  return new URL(`/webhook/${path}`, baseUrl);
}

/**
 * Waits until a production webhook takes calls, or no longer does. Asks with a CORS preflight (`OPTIONS` with an Origin),
 * whose answer names the methods the path takes: it neither starts an execution nor leaves an error in n8n's log.
 * @throws HarnessError `webhook-not-ready`
 */
export async function awaitWebhook(baseUrl: string, path: string, options: { readonly state: 'open' | 'closed'; readonly withinMs: number; readonly signal: AbortSignal }): Promise<void> {
  const reached = await poll(async () => ((await isOpen(baseUrl, path, options.signal)) === (options.state === 'open') ? true : undefined), options);
  if (reached === undefined) throw new HarnessError('webhook-not-ready', `Could not use the workflow's webhook: it was not ${options.state} ${options.withinMs / 1_000} s after n8n was asked.`);
}

async function isOpen(baseUrl: string, path: string, signal: AbortSignal): Promise<boolean> {
  const answer = await fetch(webhookUrl(baseUrl, path), { method: 'OPTIONS', headers: { origin: baseUrl }, signal });
  await answer.body?.cancel();
  return /\bPOST\b/.test(answer.headers.get('access-control-allow-methods') ?? '');
}
