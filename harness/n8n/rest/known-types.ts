import { z } from 'zod';
import type { KnownTypes } from '../../model/known-types.ts';
import type { RestClient } from './rest-client.ts';

const nodesSchema = z.array(
  z.object({ name: z.string(), version: z.union([z.number(), z.array(z.number())]) }),
);

const credentialsSchema = z.array(
  z.object({
    name: z.string(),
    extends: z.array(z.string()).optional(),
    properties: z.array(z.object({ name: z.string() })).optional(),
  }),
);
type CredentialTypes = z.infer<typeof credentialsSchema>;

/** n8n's generic OAuth2 credential. All others extend it, or one that does. */
const GENERIC = 'oAuth2Api';

/** Asks a running n8n which types of nodes and credentials it has: what its editor loads. */
export async function readKnownTypes(rest: RestClient, signal: AbortSignal): Promise<KnownTypes> {
  const [nodes, credentials] = await Promise.all([
    rest.call(nodesSchema, {
      method: 'GET',
      path: '/types/nodes.json',
      doing: 'read the types of nodes of n8n',
      signal,
    }),
    readCredentialTypes(rest, signal),
  ]);
  const versions = new Map<string, number[]>();
  // A node of several versions may stand there more than once.
  for (const { name, version } of nodes)
    versions.set(name, [...(versions.get(name) ?? []), ...[version].flat()]);
  return { nodes: versions, oauth2: oauth2Types(credentials) };
}

/** Asks a running n8n which fields a type of credential has, also those of the types it extends. */
export async function readFieldsOf(
  rest: RestClient,
  credentialType: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const types = new Map((await readCredentialTypes(rest, signal)).map((type) => [type.name, type]));
  const family = new Set([credentialType]);
  // A set is gone through to the end, also what is added meanwhile.
  for (const name of family)
    for (const parent of types.get(name)?.extends ?? []) family.add(parent);
  return new Set(
    [...family].flatMap((name) => types.get(name)?.properties ?? []).map(({ name }) => name),
  );
}

/** What an n8n has answered: megabytes, asked for by each scenario, and never changing. */
const credentialTypes = new WeakMap<RestClient, CredentialTypes>();

async function readCredentialTypes(
  rest: RestClient,
  signal: AbortSignal,
): Promise<CredentialTypes> {
  const known = credentialTypes.get(rest);
  if (known !== undefined) return known;
  const read = await rest.call(credentialsSchema, {
    method: 'GET',
    path: '/types/credentials.json',
    doing: 'read the types of credentials of n8n',
    signal,
  });
  credentialTypes.set(rest, read);
  return read;
}

function oauth2Types(types: CredentialTypes): ReadonlySet<string> {
  const found = new Set([GENERIC]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const { name, extends: parents = [] } of types)
      if (parents.some((parent) => found.has(parent))) found.add(name);
  }
  return found;
}
