import { ITEM, type ApiCall, type ApiNode, type WorkflowPlan } from '../../model/workflow.ts';
import { connectionsOf, ERROR_TRIGGER, WEBHOOK, type N8nNode } from '../parts/nodes.ts';
import type { Beginning } from './choose-trigger.ts';
import type { NodeDecision } from './decide-fates.ts';
import type { ExportedNode, ExportedWorkflow } from './exported-workflow.ts';
import { keptConnections } from './kept-connections.ts';
import type { NamedCredential } from './name-credentials.ts';
import { BASE } from './node-kinds.ts';
import { ERRORS, insteadOf, partOf, START } from './rewired-url.ts';
import type { Given } from './stand-ins.ts';

interface Parts {
  readonly workflow: ExportedWorkflow;
  readonly beginning: Beginning;
  readonly decisions: readonly NodeDecision[];
  readonly built: ReadonlyMap<string, Given>;
  /** Names of the nodes that are rewired, in the order of their numbers, from 1. */
  readonly callers: readonly string[];
  readonly credentials: readonly NamedCredential[];
}

/** Name of the template in plans, where others have that of a template of ours. */
const OWN = 'own';

/** The rewired workflow as a plan: started by the webhook of the run, and told of by its alarm. */
export function ownPlan(parts: Parts): WorkflowPlan {
  const { workflow, beginning, decisions, built, callers, credentials } = parts;
  const nodes = [...built.values()].flatMap((given) => given.nodes);
  const edges = keptConnections(workflow.connections, decisions, built);
  const entry = built.get(beginning.first.name)?.entry ?? beginning.first.name;
  const byName = new Map(workflow.nodes.map((node) => [node.name, node]));
  return {
    template: OWN,
    items: 1,
    apiNodes: callers.map((name, index) => ({
      ...apiNode(name, index + 1, byName.get(name)),
      ...credentialOf(name, credentials),
    })),
    atATime: null,
    retryOnFail: null,
    credentialType: null,
    opaque: true,
    n8n: {
      nodes: [startNode(nodes), ...nodes, { ...ERROR_TRIGGER, id: ERRORS, name: ERRORS }],
      connections: connectionsOf([[START, entry], ...edges]),
      settings: keptSettings(workflow),
    },
  };
}

const credentialOf = (
  node: string,
  credentials: readonly NamedCredential[],
): Pick<ApiNode, 'credential'> => {
  const as = credentials.find(({ nodes }) => nodes.includes(node))?.as ?? 'main';
  return as === 'main' ? {} : { credential: as };
};

/** n8n takes Respond to Webhook only where the webhook leaves the answer to it. */
export const startNode = (nodes: readonly N8nNode[]): N8nNode => ({
  ...WEBHOOK,
  id: START,
  name: START,
  parameters: nodes.some(({ type }) => type === `${BASE}respondToWebhook`)
    ? { ...WEBHOOK.parameters, responseMode: 'responseNode' }
    : WEBHOOK.parameters,
});

/** A node that calls the API, with the one call that is known before it has run. */
function apiNode(name: string, number: number, node: ExportedNode | undefined): ApiNode {
  const part = partOf(number, 0, 0);
  return {
    name,
    calls: [
      {
        part,
        method: methodOf(node),
        path: `/items/${ITEM}/${part}/${insteadOf}/`,
        query: {},
        headers: {},
        body: null,
        bodyType: 'json',
      },
    ],
  };
}

/** Only clients other than n8n need it: n8n has the node itself. */
function methodOf(node: ExportedNode | undefined): ApiCall['method'] {
  if (node?.type === `${BASE}graphql`) return 'POST';
  const { method, requestMethod } = node?.parameters ?? {};
  const told = method ?? requestMethod ?? 'GET';
  if (told === 'GET' || told === 'HEAD' || told === 'OPTIONS') return 'GET';
  return told === 'PUT' ? 'PUT' : 'POST';
}

/** Every execution is saved, since it is read. */
export function keptSettings({ settings }: ExportedWorkflow): Readonly<Record<string, unknown>> {
  const { executionOrder = 'v0', timezone } = settings ?? {};
  return {
    executionOrder,
    ...(timezone === undefined ? {} : { timezone }),
    saveDataErrorExecution: 'all',
    saveDataSuccessExecution: 'all',
    saveManualExecutions: true,
  };
}
