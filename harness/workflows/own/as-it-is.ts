import { apiPath } from '../../../mock-provider/index.ts';
import { HarnessError } from '../../model/error.ts';
import { ITEM, type CredentialType, type WorkflowPlan } from '../../model/workflow.ts';
import { connectionsOf, ERROR_TRIGGER, SPLIT_OUT, type Edge } from '../parts/nodes.ts';
import { read } from '../parts/order.ts';
import { chooseTrigger, type Beginning } from './choose-trigger.ts';
import type { ExportedNode, ExportedWorkflow } from './exported-workflow.ts';
import { isErrorTrigger, isNote, isTrigger } from './node-kinds.ts';
import { keptSettings, startNode } from './own-plan.ts';
import { ERRORS, START } from './rewired-url.ts';
import { workflowFileError } from './workflow-file-error.ts';

/** A credential of n8n that takes the place of one in an export. */
export interface GivenCredential {
  readonly id: string;
  readonly name: string;
}

export interface AsItIsOptions {
  /** The workflow as it is shown in errors. */
  readonly shownAs: string;
  /** The credentials of its nodes, by their types. */
  readonly credentials: Readonly<Record<string, GivenCredential>>;
  /** The type of the credential that the faults strike, where it is not the generic one. */
  readonly credentialType?: CredentialType;
  /** Name of the node that reads an item of the API for each item it gets, where one does. */
  readonly reader?: string;
}

/**
 * Makes a plan of a workflow whose nodes all run as they are, for a test of these nodes: only its
 * start is replaced, by a webhook whose items stand for those of the trigger. In parameters,
 * `{{api}}` stands for the address of the API.
 * @throws HarnessError `workflow-file-invalid`, `credential-not-given` (exit 64)
 */
export function takeAsItIs(workflow: ExportedWorkflow, options: AsItIsOptions): WorkflowPlan {
  const beginning = chooseTrigger(workflow);
  if (beginning === undefined)
    throw workflowFileError(
      options.shownAs,
      'nothing starts it: it has no trigger, and something leads to each of its nodes',
      'Add a Manual Trigger in the editor, and download it again.',
    );
  const kept = workflow.nodes.filter((node) => isKept(node, beginning));
  const nodes = kept.map((node, index) => withCredentials(node, index, options));
  const first = startItems(beginning);
  return {
    template: 'own',
    items: 1,
    apiNodes:
      options.reader === undefined
        ? []
        : [{ name: options.reader, calls: [read(apiPath('item', ITEM))] }],
    atATime: null,
    retryOnFail: null,
    credentialType: options.credentialType ?? null,
    opaque: true,
    n8n: {
      nodes: [startNode(nodes), first, ...nodes, { ...ERROR_TRIGGER, id: ERRORS, name: ERRORS }],
      connections: connectionsOf([
        [START, first.name],
        ...(beginning.isTrigger ? [] : ([[first.name, beginning.first.name]] as const)),
        ...edgesOf(workflow, new Set([first.name, ...kept.map(({ name }) => name)])),
      ]),
      settings: keptSettings(workflow),
    },
  };
}

const isKept = (node: ExportedNode, { first, isTrigger: started }: Beginning): boolean =>
  !isNote(node) &&
  !isErrorTrigger(node) &&
  !isTrigger(node) &&
  !(started && node.name === first.name);

/** Gives the items of the webhook, under the name of the trigger: expressions may refer to it. */
const startItems = ({ first, isTrigger: started }: Beginning) => ({
  ...SPLIT_OUT,
  ...(started ? { id: first.id ?? SPLIT_OUT.id, name: first.name } : {}),
});

function withCredentials(
  node: ExportedNode,
  index: number,
  { credentials, shownAs }: AsItIsOptions,
) {
  const { name, type, typeVersion, parameters, position: _position, ...rest } = node;
  const used = Object.keys(node.credentials ?? {}).map((wanted) => {
    const given = credentials[wanted];
    if (given !== undefined) return [wanted, given] as const;
    throw new HarnessError(
      'credential-not-given',
      `Could not use workflow ${shownAs}: its node '${name}' needs a credential of the type ${wanted}.`,
      {
        exitCode: 64,
        hint: `Give one: n8n.createWorkflow(…, await n8n.connect({ type: '${wanted}' }))`,
      },
    );
  });
  return {
    ...rest,
    id: node.id ?? `node ${index + 1}`,
    name,
    type,
    typeVersion,
    parameters,
    position: [440 + 220 * index, 0] as const,
    ...(used.length === 0 ? {} : { credentials: Object.fromEntries(used) }),
  };
}

const edgesOf = ({ connections }: ExportedWorkflow, known: ReadonlySet<string>): readonly Edge[] =>
  Object.entries(connections).flatMap(([from, { main = [] }]) =>
    main.flatMap((output, index) =>
      (output ?? []).flatMap(({ node, index: input }): Edge[] =>
        known.has(from) && known.has(node) ? [[from, node, index, input]] : [],
      ),
    ),
  );
