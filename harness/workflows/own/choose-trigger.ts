import type { ExportedNode, ExportedWorkflow } from './exported-workflow.ts';
import { isErrorTrigger, isNote, isTrigger } from './node-kinds.ts';
import { usedOAuth2 } from './used-credential.ts';

/** Where a workflow begins, and what can run from there. */
export interface Beginning {
  /** The node with which it begins. */
  readonly first: ExportedNode;
  /** True when that is a trigger; nodes that were copied in the editor may be without. */
  readonly isTrigger: boolean;
  /** Names of the nodes that the flow of items can reach, in the order in which it does. */
  readonly reached: readonly string[];
}

/** The nodes that items can reach from a node, nearest first; the node itself is the first. */
function reachedFrom(
  { connections }: Pick<ExportedWorkflow, 'connections'>,
  start: string,
): readonly string[] {
  const reached = new Set([start]);
  for (const name of reached)
    for (const output of connections[name]?.['main'] ?? [])
      for (const { node, type } of output ?? []) if (type === 'main') reached.add(node);
  return [...reached];
}

/**
 * The trigger from which the most nodes with an OAuth2 credential are reached, of several the first
 * in the file; without any trigger, the same of the nodes to which nothing leads. Undefined when
 * there is neither.
 */
export function chooseTrigger(workflow: ExportedWorkflow): Beginning | undefined {
  const using = new Set(
    workflow.nodes.filter((node) => usedOAuth2(node) !== undefined).map(({ name }) => name),
  );
  const worth = ({ reached }: Beginning): number =>
    reached.filter((name) => using.has(name)).length;
  const triggers = workflow.nodes.filter(
    (node) => isTrigger(node) && !isErrorTrigger(node) && node.disabled !== true,
  );
  return (triggers.length > 0 ? triggers : withoutInput(workflow))
    .map((first): Beginning => ({
      first,
      isTrigger: triggers.length > 0,
      reached: reachedFrom(workflow, first.name),
    }))
    .toSorted((one, other) => worth(other) - worth(one))[0];
}

function withoutInput({ nodes, connections }: ExportedWorkflow): readonly ExportedNode[] {
  const led = new Set(
    Object.values(connections).flatMap(({ main = [] }) =>
      main.flatMap((output) => (output ?? []).map(({ node }) => node)),
    ),
  );
  return nodes.filter((node) => !led.has(node.name) && !isNote(node) && !isTrigger(node));
}
