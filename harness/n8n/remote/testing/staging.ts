import { mkdirSync } from 'node:fs';
import { createServer, request as forward, type Server } from 'node:http';
import { join } from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import { z } from 'zod';
import { openLease } from '../../../machine/lease.ts';
import { QUIET_N8N } from '../../../model/quiet-n8n.ts';
import { API_NODE, samplePlan } from '../../../testing/sample-plan.ts';
import { n8nRole } from '../../driver/n8n-role.ts';
import { createN8nService } from '../../embedded/n8n-service.ts';
import { ensureInstalled } from '../../install/ensure-installed.ts';
import { Executions } from '../../rest/executions.ts';
import { setUpOwner } from '../../rest/owner.ts';
import { RestClient } from '../../rest/rest-client.ts';
import { fakeServer } from '../../rest/testing/fake-server.ts';
import { Workflows } from '../../rest/workflows.ts';

/** Path below which the instance is reached. */
const PATH = '/tools/n8n';

const signal = new AbortController().signal;

/**
 * An n8n as somebody else runs it: under a path behind a proxy, with workflows, credentials and
 * executions of theirs.
 */
export interface Staging extends AsyncDisposable {
  readonly url: string;
  readonly database: string;
  readonly rest: RestClient;
  /** Runs a command of n8n beside the server, on its database, to its end. */
  command(...args: readonly string[]): Promise<void>;
}

/** The key under which it encrypts credentials. */
export const STAGING_KEY = 'a key of theirs';

/** What people have on it before anything looks at it. */
type Furnish = (rest: RestClient, version: string) => Promise<void>;

export async function startStaging(
  version: string,
  directory: string,
  account: { readonly email: string; readonly password: string },
  furnish: Furnish = furnishAsUsual,
): Promise<Staging> {
  const installed = await ensureInstalled(version, () => undefined, signal);
  const lease = await openLease('staging');
  const [web, broker, door] = [await getPort(), await getPort(), await getPort()];
  const url = `http://127.0.0.1:${door}${PATH}`;
  mkdirSync(directory, { recursive: true });
  const userFolder = join(directory, 'user', 'main');
  const database = join(userFolder, '.n8n', 'database.sqlite');
  const part = createN8nService({
    role: (is) => n8nRole('main', is, `http://127.0.0.1:${web}`, {}),
    programs: [installed],
    directory,
    lease,
    onProcess: () => undefined,
    secrets: [],
    lookupFile: join(directory, 'lookups'),
    clockFile: join(directory, 'clock'),
    authorityFile: join(directory, 'provider-authority.pem'),
    settings: {
      ports: { web, broker },
      encryptionKey: STAGING_KEY,
      database: { dialect: 'sqlite', file: database },
      // The first execution moves n8n's own zone from the machine's to that of its workflow. In
      // hours in which the two have different dates n8n would note the owner's day once more.
      chosen: {
        WEBHOOK_URL: `${url}/`,
        N8N_EDITOR_BASE_URL: url,
        GENERIC_TIMEZONE: 'UTC',
        TZ: 'UTC',
      },
    },
  });
  const proxy = await openDoor(door, web);
  const rest = new RestClient(url, async () => undefined);
  await part.start(signal);
  await setUpOwner(rest, account, signal);
  await furnish(rest, version);
  // n8n remembers an account as it was before its first success until it starts anew.
  await part.stop();
  await part.start(signal);
  // Once a day n8n notes when an account was last active; its owner was so today.
  for (const path of ['/rest/login', '/rest/tags'])
    await rest.call(z.unknown(), { method: 'GET', path, doing: 'look around', signal });
  return {
    url,
    database,
    rest,
    async command(...args) {
      await execa(installed.node, [installed.entry, ...args], {
        extendEnv: false,
        env: {
          PATH: process.env['PATH'],
          HOME: userFolder,
          N8N_USER_FOLDER: userFolder,
          N8N_ENCRYPTION_KEY: STAGING_KEY,
          ...QUIET_N8N,
        },
      });
    },
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections();
      proxy.close();
      await part.stop();
      await lease.release();
    },
  };
}

/** A reverse proxy that knows one path and cuts it off, as n8n wants it. */
async function openDoor(port: number, to: number): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith(`${PATH}/`) !== true)
      return void outgoing.writeHead(404).end('There is nothing here.');
    const passed = forward(
      {
        host: '127.0.0.1',
        port: to,
        method: incoming.method,
        path: incoming.url.slice(PATH.length),
        headers: incoming.headers,
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

/** What people have on an instance; some of it is called much like what a run makes. */
async function furnishAsUsual(rest: RestClient, version: string): Promise<void> {
  await using api = await fakeServer(({ path }) =>
    path.includes('broken') ? { status: 500, body: { error: 'broken' } } : { body: { ok: true } },
  );
  const made = z.object({ id: z.string() });
  const make = (path: string, body: unknown): Promise<{ readonly id: string }> =>
    rest.call(made, { method: 'POST', path, body, doing: 'furnish', signal });
  const tag = await make('/rest/tags', { name: 'prod' });
  await make('/rest/tags', { name: 'oauth-chaos' });
  const oauth = {
    grantType: 'authorizationCode',
    authUrl: 'https://idp.example/a',
    accessTokenUrl: 'https://idp.example/t',
    clientId: 'theirs',
    clientSecret: 'secret',
    scope: 'read',
    authentication: 'header',
  };
  const credential = await make('/rest/credentials', {
    name: 'oauth-chaos main',
    type: 'oAuth2Api',
    data: oauth,
  });
  await make('/rest/credentials', {
    name: 'Header',
    type: 'httpHeaderAuth',
    data: { name: 'x', value: 'y' },
  });
  const workflows = new Workflows(rest, () => version, { tags: [tag.id] });
  const executions = new Executions(rest, workflows);
  for (const name of ['Invoices', 'oauth-chaos nightly', 'broken']) {
    const plan = samplePlan();
    // Without a credential of its own the call goes through.
    const nodes = plan.n8n.nodes.map(({ credentials: _credential, ...node }) =>
      node['name'] === API_NODE
        ? { ...node, parameters: { method: 'GET', url: `{{api}}/${name}`, options: {} } }
        : node,
    );
    const provider = {
      authorizationUrl: '',
      tokenUrl: '',
      apiUrl: api.url,
      clientId: '',
      clientSecret: '',
    };
    const id = await workflows.create(
      {
        name,
        plan: { ...plan, n8n: { ...plan.n8n, nodes } },
        credentialId: credential.id,
        credentialName: 'oauth-chaos main',
        provider,
      },
      signal,
    );
    for (const key of ['a', 'b'])
      await executions.execute(id, { key, items: [key], deadlineMs: 30_000 }, signal, signal);
  }
  await make('/rest/workflows', {
    name: 'Draft',
    active: false,
    nodes: [],
    connections: {},
    settings: {},
  });
}
