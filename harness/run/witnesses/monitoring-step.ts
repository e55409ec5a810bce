import type { WorkflowPlan } from '../../model/workflow.ts';

type N8nWorkflow = WorkflowPlan['n8n'];

const ERROR_TRIGGER = 'n8n-nodes-base.errorTrigger';
const [REPORT, CALL] = ['Monitoring Report', 'Monitoring Call'];

/** What a monitoring system gets: which execution of which workflow failed, and why. */
const MESSAGE = `={{ JSON.stringify({
  workflow: $json.workflow,
  executionId: $json.execution?.id,
  lastNodeExecuted: $json.execution?.lastNodeExecuted,
  message: ($json.execution ?? $json.trigger)?.error?.message,
  description: ($json.execution ?? $json.trigger)?.error?.description,
}) }}`;

const to = (node: string) => [{ node, type: 'main', index: 0 }];

/** The two nodes, as a user would put them behind the Error Trigger. */
const stepTo = (url: string) => [
  {
    id: 'monitoring-report',
    name: REPORT,
    type: 'n8n-nodes-base.set',
    typeVersion: 3.2,
    position: [220, -200],
    parameters: { mode: 'raw', jsonOutput: MESSAGE, options: {} },
  },
  {
    id: 'monitoring-call',
    name: CALL,
    type: 'n8n-nodes-base.httpRequest',
    typeVersion: 4.2,
    position: [440, -200],
    parameters: {
      method: 'POST',
      url,
      sendBody: true,
      specifyBody: 'json',
      jsonBody: '={{ JSON.stringify($json) }}',
      options: { timeout: 5_000 },
    },
    onError: 'continueRegularOutput',
  },
];

function withStep(workflow: N8nWorkflow, url: string): N8nWorkflow {
  const trigger = workflow.nodes.find(({ type }) => type === ERROR_TRIGGER);
  if (typeof trigger?.['name'] !== 'string') return workflow;
  const { [trigger['name']]: known, ...connections } = workflow.connections;
  const [first = [], ...outputs] = (known as { main?: unknown[][] } | undefined)?.main ?? [];
  return {
    ...workflow,
    nodes: [...workflow.nodes, ...stepTo(url)],
    connections: {
      ...connections,
      [trigger['name']]: { main: [[...first, ...to(REPORT)], ...outputs] },
      [REPORT]: { main: [to(CALL)] },
    },
  };
}

/**
 * A plan whose workflow sends what its error workflow is told to a monitoring system: Set and HTTP
 * Request behind the Error Trigger. A step behind the node that fails would never run. Without an
 * Error Trigger the plan stays as it is.
 */
export const withMonitoringStep = (plan: WorkflowPlan, url: string): WorkflowPlan => ({
  ...plan,
  n8n: withStep(plan.n8n, url),
  ...(plan.errorWorkflow === undefined ? {} : { errorWorkflow: withStep(plan.errorWorkflow, url) }),
});
