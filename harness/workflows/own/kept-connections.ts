import type { Edge } from '../parts/nodes.ts';
import type { NodeDecision } from './decide-fates.ts';
import type { Connections } from './exported-workflow.ts';
import type { Given } from './stand-ins.ts';

/**
 * The connections among what is left of a workflow. Data goes in where a node's stand-in begins,
 * and a stand-in has one output only.
 */
export function keptConnections(
  connections: Connections,
  decisions: readonly NodeDecision[],
  built: ReadonlyMap<string, Given>,
): readonly Edge[] {
  const fates = new Map(decisions.map(({ node, fate }) => [node, fate]));
  const inner = [...built.values()].flatMap((given) =>
    given.inner === undefined ? [] : [given.inner],
  );
  const outer = Object.entries(connections).flatMap(([from, { main = [] }]) => {
    if (!built.has(from)) return [];
    const outputs = isStandIn(fates.get(from)) ? main.slice(0, 1) : main;
    return outputs.flatMap((output, index) =>
      (output ?? []).flatMap(({ node, type, index: input }): Edge[] => {
        const to = built.get(node);
        return to === undefined || type !== 'main' ? [] : [[from, to.entry, index, input]];
      }),
    );
  });
  return [...inner, ...outer];
}

const isStandIn = (fate: NodeDecision['fate'] | undefined): boolean =>
  fate === 'pinned' || fate === 'passed over';
