import { z } from 'zod';
import { HarnessError } from '../../model/error.ts';
import type { RestClient } from './rest-client.ts';

const savedSchema = z.record(z.string(), z.unknown());
const startedSchema = z.object({ waitingForWebhook: z.boolean().optional() });

/** The node that waits for the event: every template that a user can start has it. */
const WEBHOOK = 'Webhook';

/**
 * Clicks Execute workflow, as a user does in the editor: n8n runs the workflow as it is saved once
 * a test event comes, and takes one event.
 * @throws HarnessError `n8n-request-failed`
 */
export async function listenForTestEvent(
  rest: RestClient,
  workflowId: string,
  signal: AbortSignal,
): Promise<void> {
  const path = `/rest/workflows/${encodeURIComponent(workflowId)}`;
  const doing = 'execute a workflow in the editor';
  const saved = await rest.call(savedSchema, { method: 'GET', path, doing, signal });
  // Saved is null; the editor sends an object, and without one version 1 cannot answer.
  const workflowData = { ...saved, pinData: saved['pinData'] ?? {} };
  const { waitingForWebhook } = await rest.call(startedSchema, {
    method: 'POST',
    path: `${path}/run`,
    // Version 2 takes the workflow that is saved, version 1 the one that the editor sends.
    body: { workflowData, triggerToStartFrom: { name: WEBHOOK } },
    doing,
    signal,
  });
  if (waitingForWebhook !== true)
    throw new HarnessError(
      'n8n-request-failed',
      `Could not ${doing}: n8n does not wait for the event that starts it.`,
    );
}
