import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ControlAccess, ControlOptions, PresetChoice, Provider, ProviderOptions, Realm, RealmCreation } from './api.ts';
import { Control, controlToken } from './control/control.ts';
import { lazyKey } from './jwt-issuer.ts';
import type { PolicyInput } from './policy.ts';
import { ProviderError } from './provider-error.ts';
import { readBody } from './read-body.ts';
import { checkRealmName } from './realm-name.ts';
import { ServedRealm } from './realm.ts';
import { json, type HttpReply } from './reply.ts';
import { addressOf } from './router.ts';
import { writeReply } from './write-reply.ts';

/** Clients keep connections open between requests; closing an idle one at the wrong moment would be a fault nobody injected. */
const KEEP_ALIVE_MS = 600_000;

/** Starts a provider, on 127.0.0.1 unless told otherwise. @throws ProviderError when the port cannot be had */
export async function startProvider(options: ProviderOptions = {}): Promise<Provider> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  const { host = '127.0.0.1', control } = options;
  const token = control === undefined ? undefined : controlToken(control);
  await listen(server, options.port ?? 0, host);
  const { port } = server.address() as AddressInfo;
  return new RunningProvider(server, `http://${reachableAt(host)}:${port}`, control && { ...control, token, host });
}

/** The host as a URL writes it. An address that stands for all is reached by loopback. */
function reachableAt(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (cause) =>
      reject(new ProviderError('provider-not-started', `Could not start the provider on ${host}, port ${port}: ${cause.message}.`, { hint: 'Leave the port out to take a free one; the host must be an address of this machine.', cause })),
    );
    server.listen(port, host);
  });
}

class RunningProvider implements Provider {
  readonly url: string;
  readonly #server: Server;
  readonly #key = lazyKey();
  readonly #realms = new Map<string, ServedRealm>();

  readonly #control: Control | undefined;

  constructor(server: Server, url: string, control?: Omit<ControlOptions, 'token'> & { readonly token: string | undefined; readonly host: string }) {
    this.url = url;
    this.#control = control && new Control(this, control.token, [reachableAt(control.host), ...(control.allowedHosts ?? [])]);
    this.#server = server;
    server.on('request', (request, response) => void this.#answer(request, response));
    server.on('clientError', (_error, socket) => void (socket.writable ? socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n') : socket.destroy()));
  }

  get control(): ControlAccess | undefined {
    return this.#control && { url: this.#control.url, token: this.#control.token };
  }

  createRealm(name: string, policy: PolicyInput | PresetChoice = {}, options: RealmCreation = {}): Realm {
    checkRealmName(name);
    if (this.#realms.has(name)) throw new ProviderError('realm-exists', `Could not create realm '${name}': there is one of that name.`, { hint: 'Drop it first, or choose another name.' });
    const realm = new ServedRealm(name, this.url, { policy, key: this.#key, answer: (request, response) => void this.#answer(request, response), ...options });
    this.#realms.set(name, realm);
    this.#control?.realmCreated(realm);
    return realm;
  }

  get realms(): readonly Realm[] {
    return [...this.#realms.values()];
  }

  realm(name: string): Realm | undefined {
    return this.#realms.get(name);
  }

  dropRealm(name: string): void {
    const realm = this.#realms.get(name);
    if (realm === undefined) return;
    realm.drop();
    this.#realms.delete(name);
    this.#control?.realmDropped(realm);
  }

  async close(): Promise<void> {
    for (const name of this.#realms.keys()) this.dropRealm(name);
    if (!this.#server.listening) return;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A connection that breaks is the client's business; without a listener it would end this process.
    response.on('error', () => undefined);
    if (this.#control?.owns(request.url ?? '/') === true) return this.#control.answer(request, response);
    const { realm: name, path, query } = addressOf(request.url ?? '/');
    // A client that goes away while it sends its request leaves nothing to answer or record.
    const body = await readBody(request).catch(() => null);
    if (body === null) return void response.destroy();
    try {
      const realm = this.#realms.get(name);
      if (body === undefined) await refuse(response, json(413, { error: 'invalid_request', error_description: 'The body is too long.' }, { connection: 'close' }));
      else if (realm === undefined) await refuse(response, json(404, { error: 'not_found', error_description: 'There is no such realm.' }));
      else await realm.serve({ method: request.method ?? 'GET', path, query, headers: request.headers, body }, response);
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error));
      response.destroy();
    }
  }
}

async function refuse(response: ServerResponse, reply: HttpReply): Promise<void> {
  await writeReply(response, reply, new Date(), new AbortController().signal);
}
