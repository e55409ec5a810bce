import type { N8nNode } from '../parts/nodes.ts';
import type { ExportedNode } from './exported-workflow.ts';
import { CALLERS } from './node-kinds.ts';
import { rewiredUrl } from './rewired-url.ts';
import { GENERIC } from './used-credential.ts';

/** Settings of a node that change how it runs; all others are for the canvas. */
const SETTINGS = [
  'alwaysOutputData',
  'continueOnFail',
  'executeOnce',
  'maxTries',
  'onError',
  'retryOnFail',
  'waitBetweenTries',
] as const;

/** Options of HTTP Request that are taken away, and why. */
const TAKEN: Readonly<Record<string, string>> = {
  proxy: 'a proxy is outside n8n',
  pagination: 'the provider answers every page, so it would never end',
};

/** The settings of a node, as far as they change how it runs. */
const settingsOf = (node: ExportedNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    SETTINGS.flatMap((name) => (node[name] === undefined ? [] : [[name, node[name]]])),
  );

export const positionOf = ({ position }: ExportedNode): readonly [number, number] => {
  const [x, y] = Array.isArray(position) ? (position as readonly unknown[]) : [];
  return [typeof x === 'number' ? x : 0, typeof y === 'number' ? y : 0];
};

/** A node that runs as it is; of its credentials nothing is left. */
export const keptNode = (
  node: ExportedNode,
  parameters: Readonly<Record<string, unknown>>,
): N8nNode => ({
  id: node.id ?? node.name,
  name: node.name,
  type: node.type,
  typeVersion: node.typeVersion,
  position: positionOf(node),
  parameters,
  ...settingsOf(node),
});

/**
 * A node that calls the provider in the place of its own API.
 * @param number of the node among those that call
 * @param credential name of its credential in the plan
 * @param note hears what else was changed
 */
export function rewiredNode(
  node: ExportedNode,
  parameters: Readonly<Record<string, unknown>>,
  {
    number,
    credential,
    note,
  }: {
    readonly number: number;
    readonly credential: string;
    readonly note: (text: string) => void;
  },
): N8nNode {
  const field = CALLERS[node.type] ?? 'url';
  const { options, nodeCredentialType: _type, provideSslCertificates: _ssl, ...rest } = parameters;
  const url = parameters[field];
  const suffix = credential === 'main' ? '' : `:${credential}`;
  return {
    ...keptNode(node, {
      ...rest,
      [field]: rewiredUrl(typeof url === 'string' ? url : '', number),
      ...authentication(node),
      ...(options === undefined ? {} : { options: withoutTaken(options, node.name, note) }),
    }),
    credentials: {
      [GENERIC]: { id: `{{credentialId${suffix}}}`, name: `{{credentialName${suffix}}}` },
    },
  };
}

/** HTTP Request has named the generic credential in two ways, GraphQL in one. */
function authentication({ type, parameters }: ExportedNode): Readonly<Record<string, unknown>> {
  return type.endsWith('.graphql') || parameters['authentication'] === 'oAuth2'
    ? { authentication: 'oAuth2' }
    : { authentication: 'genericCredentialType', genericAuthType: GENERIC };
}

function withoutTaken(options: unknown, node: string, note: (text: string) => void): unknown {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options;
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => {
      const why = TAKEN[name];
      if (why !== undefined) note(`Option ${name} of '${node}' was taken away: ${why}.`);
      return why === undefined;
    }),
  );
}
