import type { ApiCall, CredentialType, WorkflowPlan } from '../../model/workflow.ts';
import { apiNode, retrySettings } from './api-node.ts';
import { chain, SPLIT_OUT, type N8nNode } from './nodes.ts';
import { retryOf, type RetryOption } from './options.ts';
import { read } from './order.ts';
import { planOf } from './plan.ts';

/** A node of n8n's own for one service, and how it is set to read one thing for each item. */
interface OwnNode extends Pick<WorkflowPlan, 'template' | 'items'> {
  readonly retryOnFail: RetryOption;
  readonly type: string;
  readonly typeVersion: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly credentialType: CredentialType;
  /** The path that it reads, below the API. */
  readonly path: string;
  /** The query that it writes by itself. */
  readonly query?: ApiCall['query'];
  readonly answerAt?: readonly string[];
  /** The nodes that make the API's answer of what it gives, where that is another thing. */
  readonly after?: readonly N8nNode[];
}

const API_NODE = 'Read';

/** The workflow of a node of n8n's own with its own type of credential. */
export function ownNodePlan({ after = [], ...of }: OwnNode): WorkflowPlan {
  const answersFrom = after.at(-1)?.name;
  const retryOnFail = retryOf(of.retryOnFail);
  return planOf({
    template: of.template,
    items: of.items,
    apiNodes: [
      {
        name: API_NODE,
        ...(answersFrom === undefined ? {} : { answersFrom }),
        calls: [{ ...read(of.path), query: of.query ?? {}, answerAt: of.answerAt ?? [] }],
      },
    ],
    retryOnFail,
    credentialType: of.credentialType,
    nodes: [
      {
        ...apiNode(API_NODE, of.type, of.typeVersion, of.parameters, of.credentialType.name),
        ...retrySettings(retryOnFail),
      },
      ...after,
    ],
    edges: chain(SPLIT_OUT.name, API_NODE, ...after.map(({ name }) => name)),
  });
}
