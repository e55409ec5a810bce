import { parseJson } from '../../machine/parse-json.ts';
import { poll } from '../../machine/poll.ts';
import type { WebhookAnswer } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import { receiptOf } from '../../model/receipt.ts';

const REFUSAL_CHARACTERS = 200;

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

/** Calls a production webhook once. Resolves to undefined when no complete answer came. */
export async function postToWebhook(
  url: string,
  {
    key,
    items,
    input = items.map((id) => ({ id })),
  }: {
    readonly key: string;
    readonly items: readonly string[];
    readonly input?: readonly Readonly<Record<string, unknown>>[];
  },
  signal: AbortSignal,
): Promise<WebhookAnswer | undefined> {
  try {
    const { status, text } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key, items: input }),
      signal,
    }).then(async (answer) => ({ status: answer.status, text: await answer.text() }));
    return { status, text, results: status < 400 ? resultsIn(text) : [] };
  } catch {
    return undefined;
  }
}

/**
 * True when an answer tells for certain that no execution was started, so that calling once more
 * does no work twice. n8n says so before it looks at the workflow: while the webhook is not open
 * (it has just started), while its database is not available, and while that is being migrated; and
 * after an upgrade until it has published each active workflow once more (2.41.1). Any other 404 or
 * 503 may come from something in front of n8n, or from an execution.
 */
export const startedNothing = ({ status, text }: WebhookAnswer): boolean =>
  (status === 404 &&
    /webhook .*is not registered|Published version not found for workflow/.test(text)) ||
  (status === 503 && text.includes('Database is not ready')) ||
  (status === 200 && text === 'n8n is starting up. Please wait');

/** What an answer that began nothing says: n8n's message, or all of it. */
export function refusalText({ text }: WebhookAnswer): string {
  const { message } = (parseJson(text) ?? {}) as { readonly message?: unknown };
  return (typeof message === 'string' ? message : text).slice(0, REFUSAL_CHARACTERS);
}

/** The items of an answer: all that the last node of the workflow gave. */
function resultsIn(text: string): WebhookAnswer['results'] {
  const body = parseJson(text);
  return (Array.isArray(body) ? body : [body]).map((json: unknown) => {
    const receipt = receiptOf(json);
    return receipt === undefined ? {} : { receipt };
  });
}
