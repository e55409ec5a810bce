import type { WorkflowPlan } from '../../model/workflow.ts';
import { httpRequestNode, type NodeSettings } from './http-request-node.ts';
import { chain, SPLIT_OUT } from './nodes.ts';
import { retryOf, type RetryOption } from './options.ts';
import { order } from './order.ts';
import { planOf, type Shape } from './plan.ts';

const API_NODE = 'Call API';

/** What a template says of such a workflow. */
interface Calling extends Omit<Shape, 'apiNodes' | 'nodes' | 'edges' | 'retryOnFail'> {
  readonly retryOnFail: RetryOption;
  /** Settings of the node that calls the API. */
  readonly node: Omit<NodeSettings, 'id' | 'retryOnFail'>;
}

/** A workflow whose one node after Split Out, an HTTP Request, places an order for each item. */
export function callPerItem({ node, retryOnFail: option, ...shape }: Calling): WorkflowPlan {
  const retryOnFail = retryOf(option);
  const call = order({ method: 'POST' });
  return planOf({
    ...shape,
    apiNodes: [{ name: API_NODE, calls: [call] }],
    retryOnFail,
    nodes: [httpRequestNode(API_NODE, call, { ...node, retryOnFail })],
    edges: chain(SPLIT_OUT.name, API_NODE),
  });
}
