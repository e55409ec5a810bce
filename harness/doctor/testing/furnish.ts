import { major } from 'semver';
import { z } from 'zod';
import type { Realm } from '../../../mock-provider/index.ts';
import { CREDENTIAL_DEFAULTS } from '../../model/credential-defaults.ts';
import type { CredentialSpec } from '../../model/scenario.ts';
import { Credentials } from '../../n8n/rest/credentials.ts';
import type { RestClient } from '../../n8n/rest/rest-client.ts';

const { signal } = new AbortController();
const made = z.object({ id: z.string(), versionId: z.string().optional() });

type Fields = Readonly<Record<string, unknown>>;

/** Puts workflows and credentials on an n8n, as people would. */
export class Furnisher {
  readonly #rest: RestClient;
  readonly #realm: Realm;
  readonly #version: string;

  constructor(rest: RestClient, realm: Realm, version: string) {
    this.#rest = rest;
    this.#version = version;
    this.#realm = realm;
  }

  /** Creates a credential for a client of the realm, and connects it unless told otherwise. */
  async credential(
    name: string,
    spec: Partial<CredentialSpec> = {},
    { connect = true } = {},
  ): Promise<{ readonly id: string; readonly name: string }> {
    const credentials = new Credentials(this.#rest);
    const { id: clientId, secret: clientSecret } = this.#realm.registerClient(name);
    const { authorizationUrl, tokenUrl, apiUrl } = this.#realm;
    const id = await credentials.create(
      {
        name,
        spec: { ...CREDENTIAL_DEFAULTS, ...spec },
        provider: { authorizationUrl, tokenUrl, apiUrl, clientId, clientSecret },
      },
      signal,
    );
    if (connect) await credentials.connect(id, signal);
    return { id, name };
  }

  /** Creates a workflow, and publishes it where it is to run. */
  async workflow(
    name: string,
    nodes: readonly Fields[],
    { settings = {}, publish = true }: { settings?: Fields; publish?: boolean } = {},
  ): Promise<string> {
    const [trigger, ...rest] = nodes.map((node) => String(node['name']));
    const body = {
      name,
      active: false,
      nodes: nodes.map((node, index) => ({
        id: `${name} ${index}`,
        typeVersion: 1,
        position: [200 * index, 0],
        ...node,
      })),
      connections: {
        [trigger ?? '']: { main: [rest.slice(0, 1).map((node) => to(node))] },
      },
      settings,
    };
    const { id, versionId } = await this.#post('/rest/workflows', body);
    if (publish) await this.#publish(id, versionId);
    return id;
  }

  /** n8n 2 publishes a version, n8n 1 switches the workflow on. */
  async #publish(id: string, versionId: string | undefined): Promise<void> {
    if (major(this.#version) >= 2)
      return void (await this.#post(`/rest/workflows/${id}/activate`, { versionId }));
    await this.#rest.call(z.unknown(), {
      method: 'PATCH',
      path: `/rest/workflows/${id}`,
      body: { active: true, versionId },
      doing: 'switch a workflow on',
      signal,
    });
  }

  async #post(path: string, body: unknown): Promise<z.infer<typeof made>> {
    return this.#rest.call(made, { method: 'POST', path, body, doing: `furnish ${path}`, signal });
  }
}

const to = (node: string) => ({ node, type: 'main', index: 0 });

export const SCHEDULE: Fields = {
  name: 'Every day',
  type: 'n8n-nodes-base.scheduleTrigger',
  parameters: { rule: { interval: [{}] } },
};

export const ON_ERROR: Fields = {
  name: 'On error',
  type: 'n8n-nodes-base.errorTrigger',
  parameters: {},
};

/** An HTTP Request node that uses a credential. */
export const call = (
  name: string,
  credential: { readonly id: string; readonly name: string },
  more: Fields = {},
): Fields => ({
  name,
  type: 'n8n-nodes-base.httpRequest',
  typeVersion: 4.2,
  parameters: {
    url: 'http://127.0.0.1:9/',
    authentication: 'genericCredentialType',
    genericAuthType: 'oAuth2Api',
    options: {},
    ...(more['parameters'] as Fields | undefined),
  },
  credentials: { oAuth2Api: credential },
  ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'parameters')),
});
