import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Control, controlToken } from '../control/control.ts';
import { ProviderError } from '../model/provider-error.ts';
import { json, type HttpReply } from '../model/reply.ts';
import type { PolicyInput } from '../policy/policy.ts';
import type { PresetChoice } from '../policy/preset-choice.ts';
import { ProviderKey, type ProviderMemory } from '../realm/provider-memory.ts';
import type { ControlAccess, Provider, ProviderOptions } from '../realm/provider.ts';
import { checkRealmName } from '../realm/realm-name.ts';
import type { Realm, RealmCreation } from '../realm/realm.ts';
import { parsePublicUrl, reachableAt } from '../wire/public-url.ts';
import { readBody } from '../wire/read-body.ts';
import { addressOf, originForm } from '../wire/router.ts';
import { writeReply } from '../wire/write-reply.ts';
import { Senders } from './senders.ts';
import { sentRequest } from './sent-request.ts';
import { ServedRealm } from './served-realm.ts';

/**
 * Clients keep connections open between requests. To close an idle connection just as a client uses
 * it would be a fault that nobody has injected.
 */
const KEEP_ALIVE_MS = 600_000;

/**
 * Starts a provider. By default it listens on 127.0.0.1.
 * @throws ProviderError when the port cannot be had, or an option makes no sense
 */
export async function startProvider(options: ProviderOptions = {}): Promise<Provider> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  const { host = '127.0.0.1', control } = options;
  const token = control === undefined ? undefined : controlToken(control);
  const publicUrl = options.publicUrl === undefined ? undefined : parsePublicUrl(options.publicUrl);
  await listen(server, options.port ?? 0, host);
  const { port } = server.address() as AddressInfo;
  const hosts = [
    reachableAt(host),
    ...(publicUrl === undefined ? [] : [new URL(publicUrl).host]),
    ...(control?.allowedHosts ?? []),
  ];
  try {
    return new RunningProvider(server, {
      url: publicUrl ?? `http://${reachableAt(host)}:${port}`,
      control: control && { token, hosts, console: control.console ?? true },
      memory: options.memory,
      changed: options.onChange ?? (() => undefined),
      identifyPeer: options.identifyPeer,
      recordWire: options.recordWire ?? control !== undefined,
    });
  } catch (error) {
    server.close();
    throw error;
  }
}

interface Running {
  readonly url: string;
  readonly control:
    | {
        readonly token: string | undefined;
        readonly hosts: readonly string[];
        readonly console: boolean;
      }
    | undefined;
  readonly memory: ProviderMemory | undefined;
  readonly changed: () => void;
  readonly identifyPeer: ProviderOptions['identifyPeer'];
  readonly recordWire: boolean;
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (cause) =>
      reject(
        new ProviderError(
          'provider-not-started',
          `Could not start the provider on ${host}, port ${port}: ${cause.message}.`,
          {
            hint: 'Leave the port out to take a free one; the host must be an address of this machine.',
            cause,
          },
        ),
      ),
    );
    server.listen(port, host);
  });
}

class RunningProvider implements Provider {
  readonly url: string;
  readonly #server: Server;
  readonly #key: ProviderKey;
  readonly #changed: () => void;
  readonly #realms = new Map<string, ServedRealm>();
  readonly #control: Control | undefined;
  readonly #senders: Senders;
  readonly #recordWire: boolean;
  /**
   * Sent with every health check, so that a caller can find out whether two addresses belong to the
   * same provider.
   */
  readonly #id = randomBytes(6).toString('hex');
  readonly #serve = (request: IncomingMessage, response: ServerResponse): void =>
    void this.#answer(request, response).finally(() => this.#changed());

  constructor(server: Server, { url, control, memory, changed, ...more }: Running) {
    this.url = url;
    this.#recordWire = more.recordWire;
    this.#changed = changed;
    this.#senders = new Senders(more.identifyPeer);
    this.#control = control && new Control(this, control);
    this.#server = server;
    this.#key = recalling(() => new ProviderKey(memory?.key));
    for (const kept of memory?.realms ?? [])
      recalling(() =>
        this.#add(
          new ServedRealm(kept.name, url, {
            policy: kept.memory.policy,
            key: this.#key.use,
            answer: this.#serve,
            recordWire: this.#recordWire,
            seed: kept.seed,
            kept,
          }),
        ),
      );
    server.on('request', this.#serve);
    server.on(
      'clientError',
      (_error, socket) =>
        void (socket.writable
          ? socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
          : socket.destroy()),
    );
  }

  get control(): ControlAccess | undefined {
    return (
      this.#control && {
        url: this.#control.url,
        token: this.#control.token,
        console: this.#control.console,
      }
    );
  }

  createRealm(
    name: string,
    policy: PolicyInput | PresetChoice = {},
    options: RealmCreation = {},
  ): Realm {
    checkRealmName(name);
    if (this.#realms.has(name))
      throw new ProviderError(
        'realm-exists',
        `Could not create realm '${name}': there is one of that name.`,
        { hint: 'Drop it first, or choose another name.' },
      );
    const realm = this.#add(
      new ServedRealm(name, this.url, {
        policy,
        key: this.#key.use,
        answer: this.#serve,
        recordWire: this.#recordWire,
        ...options,
      }),
    );
    this.#changed();
    return realm;
  }

  #add(realm: ServedRealm): ServedRealm {
    this.#realms.set(realm.name, realm);
    this.#control?.realmCreated(realm);
    return realm;
  }

  memory(): ProviderMemory {
    return { key: this.#key.memory, realms: [...this.#realms.values()].map(({ kept }) => kept) };
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
    this.#drop(realm);
    this.#changed();
  }

  #drop(realm: ServedRealm): void {
    realm.drop();
    this.#realms.delete(realm.name);
    this.#control?.realmDropped(realm);
  }

  async close(): Promise<void> {
    // The realms are dropped here without a call of `onChange`: the state that was kept must not
    // lose them.
    for (const realm of this.#realms.values()) this.#drop(realm);
    if (!this.#server.listening) return;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A broken connection needs no handling. But without this listener the error would end the
    // process.
    response.on('error', () => undefined);
    request.url = originForm(request.url ?? '/');
    if (isHealthCheck(request))
      return answerItself(response, json(200, { status: 'ok', provider: this.#id }));
    if (this.#control?.owns(request.url) === true) return this.#control.answer(request, response);
    const { realm: name, path, query } = addressOf(request.url);
    const sender = this.#senders.of(request.socket);
    // When the client closes the connection while it sends its request, nothing is answered or
    // recorded.
    const body = await readBody(request).catch(() => null);
    if (body === null) return void response.destroy();
    try {
      const realm = this.#realms.get(name);
      if (body === undefined)
        await answerItself(
          response,
          json(
            413,
            { error: 'invalid_request', error_description: 'The body is too long.' },
            { connection: 'close' },
          ),
        );
      else if (realm === undefined)
        await answerItself(
          response,
          json(404, { error: 'not_found', error_description: 'There is no such realm.' }),
        );
      else
        await realm.serve(
          {
            method: request.method ?? 'GET',
            sender,
            connection: request.socket,
            path,
            query,
            headers: request.headers,
            body,
            sent: () => sentRequest(request),
          },
          response,
        );
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error));
      response.destroy();
    }
  }
}

/**
 * True for a health check, such as a container runtime sends. The answer tells nothing about the
 * realms.
 */
const isHealthCheck = ({ method, url }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && url?.split('?')[0] === '/healthz';

/**
 * Turns errors about a memory into one that says what to do. The memory may come from another
 * version of the provider, with other settings and faults.
 * @throws ProviderError
 */
function recalling<T>(recall: () => T): T {
  try {
    return recall();
  } catch (cause) {
    throw new ProviderError(
      'bad-memory',
      `Could not go on from what was remembered: ${cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause)}.`,
      { hint: 'It is from another version; begin without it.', cause },
    );
  }
}

async function answerItself(response: ServerResponse, reply: HttpReply): Promise<void> {
  await writeReply(response, reply, {
    date: new Date(),
    signal: new AbortController().signal,
  });
}
