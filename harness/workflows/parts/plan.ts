import type { ApiNode, WorkflowPlan } from '../../model/workflow.ts';
import { chain, connectionsOf, ERROR_TRIGGER, SPLIT_OUT, WEBHOOK } from './nodes.ts';
import type { Edge, N8nNode } from './nodes.ts';

/** What a template says of its workflow; the rest is common to all. */
interface Shape extends Pick<WorkflowPlan, 'template' | 'items'> {
  readonly apiNodes: readonly ApiNode[];
  readonly atATime?: number | null;
  readonly retryOnFail?: WorkflowPlan['retryOnFail'];
  readonly credentialType?: WorkflowPlan['credentialType'];
  /** The nodes that follow Split Out. */
  readonly nodes: readonly N8nNode[];
  /** The connections beyond the one from the webhook to Split Out. */
  readonly edges: readonly Edge[];
}

/**
 * A workflow that a webhook starts and that is its own error workflow: Webhook → Split Out → the
 * nodes of the template.
 */
export const planOf = ({ nodes, edges, ...shape }: Shape): WorkflowPlan => ({
  atATime: null,
  retryOnFail: null,
  credentialType: null,
  ...shape,
  n8n: {
    // The Error Trigger last: `n8n execute` starts from the first node that can start a workflow.
    nodes: [WEBHOOK, SPLIT_OUT, ...nodes, ERROR_TRIGGER],
    connections: connectionsOf([...chain(WEBHOOK.name, SPLIT_OUT.name), ...edges]),
    settings: {
      executionOrder: 'v1',
      saveDataErrorExecution: 'all',
      saveDataSuccessExecution: 'all',
      saveManualExecutions: true,
    },
  },
});
