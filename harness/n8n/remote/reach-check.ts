import { z } from 'zod';
import { causeText } from '../../machine/cause-text.ts';
import type { ClientUnderTest, ExecutionReport } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import type { ProviderReach } from '../../model/target.ts';
import type { WorkflowPlan } from '../../model/workflow.ts';
import { isLoopback } from './remote-address.ts';

const ANSWER_WITHIN_MS = 10_000;
const DEADLINE_MS = 30_000;

const NODE = 'Call provider';

/** The workflow of the check: a webhook, and one call to the provider's health endpoint. */
const PLAN: WorkflowPlan = {
  template: 'reach-check',
  items: 1,
  apiNodes: [],
  atATime: null,
  retryOnFail: null,
  credentialType: null,
  n8n: {
    nodes: [
      {
        id: 'webhook',
        name: 'Webhook',
        type: 'n8n-nodes-base.webhook',
        typeVersion: 2,
        position: [0, 0],
        webhookId: '{{webhookPath}}',
        parameters: {
          httpMethod: 'POST',
          path: '{{webhookPath}}',
          responseMode: 'lastNode',
          options: {},
        },
      },
      {
        id: 'call',
        name: NODE,
        type: 'n8n-nodes-base.httpRequest',
        typeVersion: 4.2,
        position: [220, 0],
        parameters: {
          method: 'GET',
          url: '{{api}}/healthz',
          options: { timeout: ANSWER_WITHIN_MS },
        },
      },
    ],
    connections: { Webhook: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
    settings: {
      executionOrder: 'v1',
      saveDataErrorExecution: 'all',
      saveDataSuccessExecution: 'all',
    },
  },
};

const healthSchema = z.object({ provider: z.string().min(1) });

/**
 * Checks that n8n reaches exactly this provider, with a workflow that is created for this and
 * removed again.
 * @throws HarnessError `provider-not-reached` (75) with what n8n said, and what to do
 */
export async function checkReach(
  n8n: Pick<ClientUnderTest, 'createWorkflow' | 'execute' | 'deleteWorkflow'>,
  { here, there }: ProviderReach,
  signal: AbortSignal,
): Promise<void> {
  const ours = await identityOf(here, signal);
  const provider = {
    authorizationUrl: '',
    tokenUrl: '',
    apiUrl: there,
    clientId: '',
    clientSecret: '',
  };
  const workflow = await n8n.createWorkflow(
    {
      name: 'can it reach the provider',
      plan: PLAN,
      credentialId: '',
      credentialName: '',
      provider,
    },
    signal,
  );
  const report = await n8n.execute(
    workflow,
    { key: 'reach', items: ['reach'], deadlineMs: DEADLINE_MS },
    signal,
  );
  await n8n.deleteWorkflow(workflow, signal);
  const reason = whyNot(report, ours);
  if (reason !== undefined)
    throw new HarnessError(
      'provider-not-reached',
      `Could not begin: that n8n does not reach the mock provider at ${there}: ${reason}.`,
      { hint: hintFor(there), exitCode: 75 },
    );
}

/** The provider's identity, as the harness reads it from its health endpoint. */
async function identityOf(here: string, signal: AbortSignal): Promise<string> {
  try {
    const answer = await fetch(`${here}/healthz`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    return healthSchema.parse(await answer.json()).provider;
  } catch (cause) {
    signal.throwIfAborted();
    throw new HarnessError(
      'provider-not-reached',
      `Could not begin: the mock provider does not answer at ${here} (${causeText(cause)}).`,
      { exitCode: 75, cause },
    );
  }
}

function whyNot({ status, error, stored }: ExecutionReport, ours: string): string | undefined {
  if (status === 'success')
    return stored.includes(ours) ? undefined : 'something else answers there';
  if (error === undefined) return `it had no answer within ${DEADLINE_MS / 1_000} s`;
  return `n8n says "${[error.message, ...(error.description === undefined ? [] : [error.description])].map((text) => text.replace(/\.$/, '')).join(': ')}"`;
}

function hintFor(there: string): string {
  const { hostname } = new URL(there);
  if (isLoopback(hostname)) {
    return [
      `${hostname} is that n8n's own machine, or its own container. Tell it how to come here:`,
      '  n8n in a container here:   --provider-host 0.0.0.0 --provider-port 8090 --provider-url http://host.docker.internal:8090',
      '  n8n elsewhere:             a tunnel to --provider-port 8090, and its address as --provider-url',
    ].join('\n');
  }
  return 'Does --provider-url lead to --provider-port on this machine? For an address in a local network the provider must listen there, too: --provider-host 0.0.0.0';
}
