import { z } from 'zod';
import { causeText } from '../../machine/cause-text.ts';
import type { CallbackAnswer, CallbackKind, CredentialRequest } from '../../model/client.ts';
import { ConnectFailed } from '../../model/connect-failed.ts';
import { credentialFields } from '../../model/credential-fields.ts';
import { HarnessError } from '../../model/error.ts';
import { scrub } from '../../model/scrub.ts';
import { callbackFailure, shownReason } from './callback-page.ts';
import { credentialName } from './credential-name.ts';
import { CALLBACK_PATH } from './editor-address.ts';
import { forgedState } from './forged-state.ts';
import type { ReachMap } from './reach-map.ts';
import type { RestClient } from './rest-client.ts';

const MAX_REDIRECTS = 10;

const createdSchema = z.object({ id: z.string() });
const credentialSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
});

/** Who brings a callback: the browser in which the flow was begun, logged in or out, or another. */
type Browser = 'own' | 'logged-out' | 'another';

const BROWSERS: Readonly<Record<CallbackKind, Browser>> = {
  forged: 'own',
  stateless: 'own',
  replayed: 'own',
  sessionless: 'another',
  'logged-out': 'logged-out',
};

/** The credentials of one n8n, over its REST API. */
export class Credentials {
  readonly #rest: RestClient;
  readonly #reach: ReachMap;
  /** The callback with which each credential was connected. Its code is used up. */
  readonly #callbacks = new Map<string, URL>();

  /** @param reach how the provider's addresses, as n8n knows them, are reached from here */
  constructor(rest: RestClient, reach: ReachMap = (url) => url) {
    this.#rest = rest;
    this.#reach = reach;
  }

  async create(request: CredentialRequest, signal: AbortSignal): Promise<string> {
    const body = {
      name: credentialName(request.name),
      type: request.type?.name ?? 'oAuth2Api',
      data: credentialFields(request),
    };
    const created = await this.#rest.call(createdSchema, {
      method: 'POST',
      path: '/rest/credentials',
      body,
      doing: `create the credential '${request.name}'`,
      signal,
    });
    return created.id;
  }

  /**
   * Connects a credential, or connects it again, as the Connect button does: RFC 6749 §4.1, where
   * this method acts as the user's browser. Resolves to the page that the user sees at the end.
   * @param away what happens while the user is at the provider
   * @throws HarnessError `connect-failed` with what n8n or the provider said
   */
  async connect(
    id: string,
    signal: AbortSignal,
    away?: () => Promise<void>,
  ): Promise<string | undefined> {
    const { data } = await this.#get(id, signal);
    if (data['grantType'] === 'clientCredentials') return undefined;
    const callback = await this.#sendUserAway(id, signal);
    await away?.();
    const { failure, page } = await this.#sendUserBack(callback, signal);
    // The page may repeat the query of the callback, which contains the authorization code.
    if (failure !== undefined) {
      const shown = shownReason(page);
      throw new ConnectFailed(
        scrub(failure, []).replace(/\.$/, ''),
        page,
        shown === undefined ? undefined : scrub(shown, []),
      );
    }
    this.#callbacks.set(id, callback);
    return page;
  }

  /**
   * Sends n8n a callback that no ordinary user brings; it took it when its page says that it
   * connected the credential.
   */
  async receiveCallback(
    id: string,
    kind: CallbackKind,
    signal: AbortSignal,
  ): Promise<CallbackAnswer> {
    let callback = this.#callbacks.get(id);
    if (kind !== 'replayed') callback = await this.#sendUserAway(id, signal);
    if (kind === 'forged')
      callback?.searchParams.set('state', forgedState(callback.searchParams.get('state') ?? ''));
    if (kind === 'stateless') callback?.searchParams.delete('state');
    if (callback === undefined)
      throw new HarnessError(
        'callback-missing',
        'Could not send a callback again: the credential was never connected.',
      );
    const { failure, page } = await this.#sendUserBack(callback, signal, BROWSERS[kind]);
    const shown = shownReason(page);
    return {
      taken: failure === undefined,
      page,
      // As in a connect: the page may repeat the query of the callback.
      ...(shown === undefined ? {} : { shown: scrub(shown, []) }),
    };
  }

  /** Begins the flow in n8n, and acts as the browser up to the redirect that leads back to n8n. */
  async #sendUserAway(id: string, signal: AbortSignal): Promise<URL> {
    const path = `/rest/oauth2-credential/auth?id=${encodeURIComponent(id)}`;
    const authorizationUrl = await this.#rest.call(z.string(), {
      method: 'GET',
      path,
      doing: 'get the authorization URL of a credential',
      signal,
    });
    return followToCallback(authorizationUrl, this.#reach, signal);
  }

  /**
   * Hands a callback to n8n. Returns the page that n8n answers with, and n8n's explanation when it
   * did not connect the credential.
   * @param browser which browser brings it
   */
  async #sendUserBack(
    callback: URL,
    signal: AbortSignal,
    browser: Browser = 'own',
  ): Promise<{ readonly failure: string | undefined; readonly page: string }> {
    // Only the query of the callback is used: n8n calls itself `localhost`, but it may listen on
    // another address or be reached under another path.
    const call = {
      method: 'GET',
      path: `${CALLBACK_PATH}${callback.search}`,
      doing: 'hand the authorization code to n8n',
      signal,
    } as const;
    const answer = await {
      own: () => this.#rest.request(call),
      'logged-out': () => this.#rest.sendLoggedOut(call),
      another: () => this.#rest.sendAsStranger(call),
    }[browser]();
    return { failure: callbackFailure(answer.status, answer.text), page: answer.text };
  }

  /** Changes the scope as the credential's form does. */
  async editScope(id: string, scope: string, signal: AbortSignal): Promise<void> {
    await this.#edit(id, { data: { scope }, what: 'scope' }, signal);
  }

  /** Changes the client secret as the credential's form does. */
  async editSecret(id: string, clientSecret: string, signal: AbortSignal): Promise<void> {
    await this.#edit(id, { data: { clientSecret }, what: 'client secret' }, signal);
  }

  /** Changes the token URL as the credential's form does. */
  async editTokenUrl(id: string, accessTokenUrl: string, signal: AbortSignal): Promise<void> {
    await this.#edit(id, { data: { accessTokenUrl }, what: 'token URL' }, signal);
  }

  /** Changes the name as the credential's form does. Resolves to the name within n8n's limits. */
  async rename(id: string, name: string, signal: AbortSignal): Promise<string> {
    const typed = credentialName(name);
    await this.#edit(id, { head: { name: typed }, what: 'name' }, signal);
    return typed;
  }

  /**
   * Saves a credential as its form does. The form sends back every field. For secrets it sends the
   * placeholder that n8n showed, and n8n replaces it with the stored value. The form never sends
   * the tokens.
   */
  async #edit(
    id: string,
    change: {
      readonly head?: { readonly name: string };
      readonly data?: Readonly<Record<string, string>>;
      readonly what: string;
    },
    signal: AbortSignal,
  ): Promise<void> {
    const { data, ...head } = await this.#get(id, signal);
    const { oauthTokenData: _tokens, csrfSecret: _csrf, ...fields } = data;
    await this.#rest.call(z.unknown(), {
      method: 'PATCH',
      path: credentialPath(id),
      body: { ...head, ...change.head, data: { ...fields, ...change.data } },
      doing: `edit the ${change.what} of the credential '${head.name}'`,
      signal,
    });
  }

  async delete(id: string, signal: AbortSignal): Promise<void> {
    await this.#rest.call(z.unknown(), {
      method: 'DELETE',
      path: credentialPath(id),
      doing: 'delete a credential',
      signal,
    });
  }

  /** Disconnects the account as the button of the credential's form does. */
  async disconnect(id: string, signal: AbortSignal): Promise<void> {
    await this.#rest.call(z.unknown(), {
      method: 'DELETE',
      path: tokenPath(id),
      doing: 'disconnect a credential',
      signal,
    });
  }

  /** What the form of a credential is filled with. */
  async readForm(id: string, signal: AbortSignal): Promise<string> {
    return JSON.stringify(await this.#get(id, signal));
  }

  #get(id: string, signal: AbortSignal): Promise<z.infer<typeof credentialSchema>> {
    return this.#rest.call(credentialSchema, {
      method: 'GET',
      path: `${credentialPath(id)}?includeData=true`,
      doing: 'read a credential',
      signal,
    });
  }
}

function credentialPath(id: string): string {
  return `/rest/credentials/${encodeURIComponent(id)}`;
}

const tokenPath = (id: string): string => `${credentialPath(id)}/oauth-token`;

/**
 * True when this n8n can disconnect an account from a credential. 2.41.1 can, 1.123.81 has no such
 * request: what answers then is not its API.
 */
export async function canDisconnect(rest: RestClient, signal: AbortSignal): Promise<boolean> {
  const { text } = await rest.request({
    method: 'DELETE',
    path: tokenPath('none'),
    doing: 'find out whether credentials can be disconnected',
    signal,
  });
  return text.startsWith('{');
}

/**
 * Follows the provider's redirects up to the one that leads back to n8n. Returns that one without
 * following it.
 */
async function followToCallback(
  authorizationUrl: string,
  reach: ReachMap,
  signal: AbortSignal,
): Promise<URL> {
  let url = new URL(authorizationUrl);
  for (let redirects = 0; redirects < MAX_REDIRECTS; redirects += 1) {
    const response = await fetch(reach(url), { redirect: 'manual', signal }).catch(
      (error: unknown) => {
        signal.throwIfAborted();
        throw new HarnessError(
          'connect-failed',
          `Could not connect the credential: the provider's authorization endpoint did not answer (${causeText(error)}).`,
          { cause: error },
        );
      },
    );
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (location === null)
      throw new HarnessError(
        'connect-failed',
        `Could not connect the credential: the provider's authorization endpoint answered ${response.status} and did not send the user back to n8n.`,
      );
    url = new URL(location, url);
    if (url.pathname.endsWith(CALLBACK_PATH)) return url;
  }
  throw new HarnessError(
    'connect-failed',
    `Could not connect the credential: the provider redirected more than ${MAX_REDIRECTS} times.`,
  );
}
