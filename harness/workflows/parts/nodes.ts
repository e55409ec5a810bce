/** The nodes that several templates have, and how nodes are connected. */

/** A node of an n8n workflow. */
export interface N8nNode {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly position: readonly [number, number];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly [setting: string]: unknown;
}

/** A connection: from a node to a node, and which output and input, where that is not the first. */
export type Edge = readonly [from: string, to: string, output?: number, input?: number];

/** Edges as n8n writes them down. */
export function connectionsOf(edges: readonly Edge[]): Readonly<Record<string, unknown>> {
  const connections: Record<string, { main: { node: string; type: string; index: number }[][] }> =
    {};
  for (const [from, to, output = 0, input = 0] of edges) {
    const { main } = (connections[from] ??= { main: [] });
    while (main.length <= output) main.push([]);
    main[output]?.push({ node: to, type: 'main', index: input });
  }
  return connections;
}

/** Edges that lead from each node to the next one. */
export const chain = (...names: readonly string[]): readonly Edge[] =>
  names.slice(1).map((name, index) => [names[index] ?? '', name] as const);

/** A node that comes with n8n. */
export const builtIn = (
  name: string,
  type: string,
  typeVersion: number,
  position: readonly [number, number],
  parameters: Readonly<Record<string, unknown>>,
): N8nNode => ({
  id: name.toLowerCase().replaceAll(' ', '-'),
  name,
  type: `n8n-nodes-base.${type}`,
  typeVersion,
  position,
  parameters,
});

export const WEBHOOK: N8nNode = {
  ...builtIn('Webhook', 'webhook', 2, [0, 0], {
    httpMethod: 'POST',
    path: '{{webhookPath}}',
    responseMode: 'lastNode',
    // Without this the caller is answered with the first item alone.
    responseData: 'allEntries',
    options: {},
  }),
  webhookId: '{{webhookPath}}',
};

/**
 * Makes the workflow its own error workflow: after a failed execution n8n starts it once more from
 * here, with an item that tells of the failure. That is what an operator's alarm is made from.
 */
export const ERROR_TRIGGER = builtIn('Error Trigger', 'errorTrigger', 1, [0, -200], {});

/** Makes an item of each entry of the webhook's body. */
export const SPLIT_OUT = builtIn('Split Out', 'splitOut', 1, [220, 0], {
  fieldToSplitOut: 'body.items',
  options: {},
});

/** Makes one output of those of several nodes, one after the other. */
export const merge = (inputs: number): N8nNode =>
  builtIn('Merge', 'merge', 3, [1_100, 0], { mode: 'append', numberInputs: inputs });

/** Hands on so many items at a time by its second output, and all by its first at the end. */
export const loop = (batchSize: number): N8nNode =>
  builtIn('Loop', 'splitInBatches', 3, [440, 0], { batchSize, options: {} });

/** Starts the workflow by hand. */
export const MANUAL_TRIGGER = builtIn('Manual Trigger', 'manualTrigger', 1, [-220, 200], {});

/** The property of an item in which a file is. */
export const BINARY = 'data';

/** Gives one item, which is the value of an expression or JSON. */
export const set = (
  name: string,
  jsonOutput: string,
  position: readonly [number, number] = [0, 200],
): N8nNode => builtIn(name, 'set', 3.2, position, { mode: 'raw', jsonOutput, options: {} });

/** Makes an item of the JSON in a file. */
export const readFile = (name: string): N8nNode =>
  builtIn(name, 'extractFromFile', 1, [880, 0], {
    operation: 'fromJson',
    binaryPropertyName: BINARY,
    destinationKey: 'content',
    options: {},
  });
