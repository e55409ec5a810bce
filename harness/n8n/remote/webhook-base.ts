import { randomUUID } from 'node:crypto';
import { HarnessError } from '../../model/error.ts';
import { methodsOf } from '../rest/webhook.ts';
import type { RemoteInstance } from './open-session.ts';

const ANSWER_WITHIN_MS = 10_000;

/**
 * Finds the base URL at which the production webhooks can be reached from here, among those where
 * they may be. It asks about a path that no workflow has: n8n answers a preflight even for such a
 * path, with the methods that it knows.
 * @throws HarnessError `remote-webhooks` (75)
 */
export async function findWebhookBase(
  { address, facts: { webhookBases } }: Pick<RemoteInstance, 'address' | 'facts'>,
  signal: AbortSignal,
): Promise<string> {
  for (const base of webhookBases) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    const methods = await methodsOf(`${base}/${randomUUID()}`, limit).catch(() => '');
    signal.throwIfAborted();
    if (/\bOPTIONS\b/.test(methods)) return base;
  }
  throw new HarnessError(
    'remote-webhooks',
    `Could not reach the webhooks of n8n at ${address.url}: nothing like n8n answers at ${webhookBases.join(' or ')}.`,
    {
      hint: 'Executions are started through webhooks. Set WEBHOOK_URL of that n8n to where its webhooks can be reached, and let OPTIONS requests pass.',
      exitCode: 75,
    },
  );
}
