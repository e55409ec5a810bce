import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ProviderError } from '../model/provider-error.ts';
import type { ControlOptions, Provider } from '../realm/provider.ts';
import type { Realm } from '../realm/realm.ts';
import { readBody } from '../wire/read-body.ts';
import { consolePage, readConsole } from './console-page.ts';
import { asControlError, ControlError } from './control-error.ts';
import { EventFeeds } from './event-feed.ts';
import { guard, type GuardOptions } from './guard.ts';
import { matchRoute } from './match-route.ts';
import type { Route } from './route.ts';
import { controlRoutes } from './routes.ts';
import { WireLog } from './wire-log.ts';

const PREFIX = '/control/v1';
const CONSOLE = '/console';

/**
 * The control token to use: the given one, a new one, or none for `off`.
 * @throws ProviderError when it could not stand in a header
 */
export function controlToken({ token }: ControlOptions): string | undefined {
  if (token === 'off') return undefined;
  if (token !== undefined && !/^[\u0021-\u007E]+$/.test(token)) {
    throw new ProviderError(
      'bad-control-token',
      'Could not start the provider: the control token is empty or has characters that no header may carry.',
      { hint: "Leave it out to have one made, or 'off' for none." },
    );
  }
  return token ?? randomBytes(24).toString('base64url');
}

/** The control API of one provider. */
export class Control {
  readonly url: string;
  readonly token: string | undefined;
  readonly console: boolean;
  readonly #provider: Provider;
  readonly #guard: GuardOptions;
  readonly #feeds = new EventFeeds();
  readonly #wireLog = new WireLog();
  readonly #routes: readonly Route[];

  constructor(
    provider: Provider,
    {
      token,
      hosts,
      console,
    }: Pick<GuardOptions, 'token' | 'hosts'> & { readonly console: boolean },
  ) {
    this.console = console;
    this.url = `${provider.url}${PREFIX}`;
    this.token = token;
    this.#provider = provider;
    this.#guard = { token, hosts, publicOrigin: new URL(provider.url).origin };
    this.#routes = controlRoutes(this.#feeds, this.#wireLog, {
      url: this.url,
      secured: token !== undefined,
    });
  }

  /** True when the request is for the control API or its console. */
  owns(target: string): boolean {
    const [path] = target.split('?');
    const ofConsole = this.console && (path === CONSOLE || path === '/');
    return path === PREFIX || target.startsWith(`${PREFIX}/`) || ofConsole;
  }

  realmCreated(realm: Realm): void {
    this.#feeds.follow(realm);
    this.#wireLog.follow(realm);
  }

  realmDropped(realm: Realm): void {
    this.#feeds.forget(realm);
  }

  /** Answers one request. Never rejects. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const path = request.url?.split('?')[0];
      if (path === '/') return toConsole(response);
      if (path === CONSOLE) return await this.#show(request, response);
      guard(request, this.#guard);
      await this.#carryOut(request, response);
    } catch (error) {
      if (response.headersSent || response.destroyed) return void response.destroy();
      const { status, body, headers } = asControlError(error);
      // Close the connection rather than wait for the rest of a request body that was refused.
      send(response, status, body, {
        ...headers,
        ...(request.complete ? {} : { connection: 'close' }),
      });
    }
  }

  /**
   * The page contains nothing secret, so it is sent without a token. The page itself asks its user
   * for the token.
   */
  async #show(request: IncomingMessage, response: ServerResponse): Promise<void> {
    guard(request, { ...this.#guard, token: undefined });
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new ControlError(
        405,
        'method-not-allowed',
        `Could not answer: ${CONSOLE} knows no ${request.method}.`,
        { hint: 'It knows GET.', headers: { allow: 'GET, HEAD' } },
      );
    const { html, headers } = consolePage(await readConsole(), this.token !== undefined);
    response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(html) });
    response.end(request.method === 'HEAD' ? undefined : html);
  }

  async #carryOut(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', ...query] = (request.url ?? '').split('?');
    const { route, parameters } = matchRoute(
      this.#routes,
      request.method ?? 'GET',
      path.slice(PREFIX.length),
    );
    const body = await bodyOf(request, response);
    const answer = route.run({
      provider: this.#provider,
      parameters,
      query: Object.fromEntries(new URLSearchParams(query.join('?'))),
      body,
      request,
      response,
    });
    if (route.streams === true) return;
    send(response, route.status ?? 200, route.status === 204 ? undefined : answer);
  }
}

/** The request body as JSON. Undefined when there is none. @throws ControlError 413, 415, 400 */
async function bodyOf(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  // A client that closes the connection while it sends its request gets no answer.
  const text = await readBody(request).catch((error: unknown) => {
    response.destroy();
    throw error;
  });
  if (text === undefined)
    throw new ControlError(
      413,
      'body-too-long',
      'Could not read the request: the body is longer than 1 MiB.',
      { hint: 'Send less.' },
    );
  if (text === '') return undefined;
  if (!/^application\/json *(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new ControlError(
      415,
      'not-json',
      'Could not read the request: the body is not said to be JSON.',
      { hint: 'Send Content-Type: application/json.' },
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError(400, 'bad-request', 'Could not read the request: the body is no JSON.', {
      hint: 'Check it with a JSON parser.',
    });
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    'cache-control': 'no-store',
    ...(status === 204
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  });
  response.end(status === 204 ? undefined : text);
}

/** Whoever opens the bare address is led on. Relative, because a proxy may add to the path. */
function toConsole(response: ServerResponse): void {
  response.writeHead(302, { location: CONSOLE.slice(1) });
  response.end();
}
