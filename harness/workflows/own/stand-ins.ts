import type { N8nNode } from '../parts/nodes.ts';

type Items = readonly Readonly<Record<string, unknown>>[];

/** What a node that stands in for another keeps of it. */
interface Place {
  readonly name: string;
  readonly position: readonly [number, number];
}

const builtIn = (
  { name, position }: Place,
  type: string,
  typeVersion: number,
  parameters: Readonly<Record<string, unknown>>,
): N8nNode => ({
  id: `stand-in ${name}`,
  name,
  type: `n8n-nodes-base.${type}`,
  typeVersion,
  position,
  parameters,
});

/** Hands on what it gets. */
export const passesOn = (place: Place): N8nNode => builtIn(place, 'noOp', 1, {});

/** Where data stands in for a node: the node that gets its connections, and all that are needed. */
export interface Given {
  readonly entry: string;
  readonly nodes: readonly N8nNode[];
  /** Connection between them; undefined when there is one node alone. */
  readonly inner?: readonly [from: string, to: string];
}

/**
 * Gives these items, whatever it gets. n8n has no node that gives several items from JSON without
 * code, so one gives them as a list, and another one makes items of it.
 */
export function gives(place: Place, items: Items): Given {
  const [only, ...others] = items;
  if (only !== undefined && others.length === 0) {
    const one = { ...builtIn(place, 'set', 3.2, raw(only)), executeOnce: true };
    return { entry: place.name, nodes: [one] };
  }
  const source = `${place.name} (oauth-chaos data)`;
  return {
    entry: source,
    nodes: [
      {
        ...builtIn({ ...place, name: source }, 'set', 3.2, raw({ items })),
        executeOnce: true,
      },
      builtIn(place, 'splitOut', 1, { fieldToSplitOut: 'items', options: {} }),
    ],
    inner: [source, place.name],
  };
}

const raw = (value: unknown): Readonly<Record<string, unknown>> => ({
  mode: 'raw',
  jsonOutput: JSON.stringify(value),
  options: {},
});
