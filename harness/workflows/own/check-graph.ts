import { didYouMean } from '../../model/did-you-mean.ts';
import type { ExportedWorkflow } from './exported-workflow.ts';

/** A flaw of a workflow, and where in it. */
export interface GraphFlaw {
  readonly path: string;
  readonly message: string;
}

/**
 * What n8n's editor cannot make and n8n would trip over, or silently repair: names that stand
 * twice, and connections from or to nodes that are not there. All flaws at once.
 */
export const checkGraph = (workflow: ExportedWorkflow): readonly GraphFlaw[] => [
  ...emptiness(workflow),
  ...twins(workflow),
  ...strayConnections(workflow),
  ...strayPins(workflow),
];

const emptiness = ({ nodes }: ExportedWorkflow): readonly GraphFlaw[] =>
  nodes.length === 0 ? [{ path: 'nodes', message: 'is empty: there is nothing to run' }] : [];

function twins({ nodes }: ExportedWorkflow): readonly GraphFlaw[] {
  const first = new Map<string, number>();
  return nodes.flatMap(({ name }, index): GraphFlaw[] => {
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, index);
      return [];
    }
    return [
      {
        path: `nodes[${index}].name`,
        message: `is '${name}', as nodes[${before}] is named; connections would be ambiguous`,
      },
    ];
  });
}

function strayConnections({ nodes, connections }: ExportedWorkflow): readonly GraphFlaw[] {
  const names = nodes.map(({ name }) => name);
  const known = new Set(names);
  const flaws: GraphFlaw[] = [];
  for (const [from, kinds] of Object.entries(connections)) {
    if (!known.has(from))
      flaws.push({
        path: `connections.${from}`,
        message: `leads from a node that is not there; ${didYouMean(from, names)}`,
      });
    for (const [kind, outputs] of Object.entries(kinds))
      outputs.forEach((output, index) =>
        (output ?? []).forEach(({ node }, position) => {
          if (!known.has(node))
            flaws.push({
              path: `connections.${from}.${kind}[${index}][${position}].node`,
              message: `is '${node}', and there is no such node; ${didYouMean(node, names)}`,
            });
        }),
      );
  }
  return flaws;
}

function strayPins({ nodes, pinData }: ExportedWorkflow): readonly GraphFlaw[] {
  const names = nodes.map(({ name }) => name);
  return Object.keys(pinData ?? {})
    .filter((name) => !names.includes(name))
    .map((name) => ({
      path: `pinData.${name}`,
      message: `is pinned data of a node that is not there; ${didYouMean(name, names)}`,
    }));
}
