import type { ApiNode, WorkflowPlan } from '../../model/workflow.ts';
import { chain, connectionsOf, ERROR_TRIGGER, SPLIT_OUT, WEBHOOK } from './nodes.ts';
import type { Edge, N8nNode } from './nodes.ts';

/** What a template says of its workflow; the rest is common to all. */
export interface Shape extends Pick<WorkflowPlan, 'template' | 'items'> {
  readonly apiNodes: readonly ApiNode[];
  readonly atATime?: number | null;
  readonly retryOnFail?: WorkflowPlan['retryOnFail'];
  readonly batching?: NonNullable<WorkflowPlan['batching']>;
  readonly credentialType?: WorkflowPlan['credentialType'];
  readonly startedBy?: NonNullable<WorkflowPlan['startedBy']>;
  readonly ownToken?: NonNullable<WorkflowPlan['ownToken']>;
  /** The error workflow, where it is one apart. */
  readonly errorWorkflow?: NonNullable<WorkflowPlan['errorWorkflow']>;
  /** What comes before Split Out, and gives it an order; default: the webhook. */
  readonly starts?: readonly N8nNode[];
  /** The nodes that follow Split Out. */
  readonly nodes: readonly N8nNode[];
  /** The connections beyond the one from the webhook to Split Out. */
  readonly edges: readonly Edge[];
}

/** The settings of every workflow: all executions are kept. */
export const SETTINGS = {
  executionOrder: 'v1',
  saveDataErrorExecution: 'all',
  saveDataSuccessExecution: 'all',
  saveManualExecutions: true,
} as const;

/**
 * A workflow that a webhook starts, or something else: Webhook → Split Out → the nodes of the
 * template. It is its own error workflow, unless it has one.
 */
export const planOf = ({ starts = [WEBHOOK], nodes, edges, ...shape }: Shape): WorkflowPlan => ({
  atATime: null,
  retryOnFail: null,
  credentialType: null,
  ...shape,
  n8n: {
    // The Error Trigger last: `n8n execute` starts from the first node that can start a workflow.
    nodes: [
      ...starts,
      SPLIT_OUT,
      ...nodes,
      ...(shape.errorWorkflow === undefined ? [ERROR_TRIGGER] : []),
    ],
    connections: connectionsOf([
      ...chain(...starts.map(({ name }) => name), SPLIT_OUT.name),
      ...edges,
    ]),
    settings: SETTINGS,
  },
});
