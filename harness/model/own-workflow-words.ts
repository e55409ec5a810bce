import { NODE_FATES, type NodeFate, type OwnWorkflow } from './own-workflow.ts';

type Told = OwnWorkflow['nodes'][number];

/** In which order a reader wants to know: first what was changed, last what is as it was. */
const ORDER: readonly NodeFate[] = [
  'rewired',
  'started',
  'pinned',
  'passed over',
  'kept',
  'left out',
];

/** A part of what is told of a workflow: a heading, and what stands below it. */
export interface OwnWorkflowPart {
  readonly heading: string;
  readonly lines: readonly string[];
}

const count = (of: number, what: string): string => `${of} ${what}${of === 1 ? '' : 's'}`;

/** So many nodes of one fate are named; all of them stand in results.json. */
const NAMED = 12;

/** What was made of a workflow, one part for each fate of a node, and for the rest. */
export function ownWorkflowParts(own: OwnWorkflow): readonly OwnWorkflowPart[] {
  const fates = ORDER.flatMap((fate): OwnWorkflowPart[] => {
    const nodes = own.nodes.filter((node) => node.fate === fate);
    return nodes.length === 0
      ? []
      : [{ heading: `${count(nodes.length, 'node')}: ${NODE_FATES[fate]}`, lines: named(nodes) }];
  });
  return [
    ...fates,
    part('Credentials', own.credentials.map(credentialLine)),
    part('Also', own.notes),
    part(
      `${count(own.leftOut.length, 'scenario')} left out, since the workflow does not fit`,
      leftOutLines(own),
    ),
  ].filter(({ lines }) => lines.length > 0);
}

const part = (heading: string, lines: readonly string[]): OwnWorkflowPart => ({ heading, lines });

/** One sentence that says what the workflow is. */
export const ownWorkflowHead = ({ name, file, form, nodes }: OwnWorkflow): string =>
  `Workflow '${name}' of ${file} (${form}, ${count(nodes.length, 'node')})`;

function named(nodes: readonly Told[]): readonly string[] {
  const [first] = nodes;
  // What runs as it is, or not at all for one reason, needs no line of its own.
  if (nodes.length > NAMED && first?.fate !== 'rewired')
    return [
      ...nodes.slice(0, NAMED).map(nodeLine),
      `and ${nodes.length - NAMED} more, all of them in results.json`,
    ];
  return nodes.map(nodeLine);
}

function nodeLine({ node, type, was, credential, because, calls }: Told): string {
  const facts = [
    ...(was === undefined || was === '' ? [] : [`instead of ${was}`]),
    ...(credential === undefined ? [] : [`with '${credential}'`]),
    ...(calls === undefined
      ? []
      : [calls === 0 ? 'never called' : `${count(calls, 'call')} in each run`]),
    ...(because === undefined ? [] : [because]),
  ];
  return `'${node}' (${type.replace(/^n8n-nodes-base\./, '')})${facts.length === 0 ? '' : `: ${facts.join(', ')}`}`;
}

const credentialLine = ({ name, type, as, note }: OwnWorkflow['credentials'][number]): string =>
  `'${name}' (${type}): ${as === 'main' ? 'main, struck by the faults' : `${as} in the record`}${note === undefined ? '' : `; ${note}`}`;

/** Scenarios that were left out, those with the same reason together. */
const leftOutLines = ({ leftOut }: OwnWorkflow): readonly string[] =>
  [...Map.groupBy(leftOut, ({ because }) => because)].map(
    ([because, all]) => `${because}: ${all.map(({ scenario }) => scenario).join(', ')}`,
  );
