import { randomBytes } from 'node:crypto';
import type { Capability } from '../model/capability.ts';
import type {
  CallbackAnswer,
  CallbackKind,
  ClientUnderTest,
  ExecutionReport,
} from '../model/client.ts';
import { ConnectFailed } from '../model/connect-failed.ts';
import {
  NOT_CONNECTED,
  type Consent,
  type EditorAnswer,
  type EditorVisit,
} from '../model/editor.ts';
import { HarnessError } from '../model/error.ts';
import { OWN_VARIABLES, type Variables } from '../model/own-variables.ts';
import {
  authorizationUrl,
  codeIn,
  followToCallback,
  newFlow,
  spoil,
  trade,
  type AuthorizationFlow,
} from './authorization-code-flow.ts';
import { ClientData } from './client-data.ts';
import { ClientFailure } from './client-failure.ts';
import { valueOf } from './expressions.ts';
import type { CredentialFields, StoredCredential, TokenData } from './stored-credential.ts';
import { sendTokenRequest, tokenRequest, tokensOf, type TokenRequest } from './token-request.ts';

type Browser = 'own' | 'logged-out' | 'another';

/** The browsers that bring callbacks, where it is not the one in which the flow was begun. */
const BROWSERS: Readonly<Partial<Record<CallbackKind, Browser>>> = {
  sessionless: 'another',
  'logged-out': 'logged-out',
};

/** How a reference client connects credentials, in this process and without a browser. */
export abstract class ClientStore extends ClientData implements ClientUnderTest {
  readonly capabilities: ReadonlySet<Capability> = new Set<Capability>([
    'stored-credential',
    'browser',
    'disconnect',
    'skew-clock',
    'log',
    'variables',
    'https',
  ]);
  readonly variables: Variables = {
    [OWN_VARIABLES.clientSecret]: randomBytes(24).toString('base64url'),
  };
  get alive(): boolean {
    return true;
  }
  /** It runs in the process of whoever made it. */
  readonly pids: readonly number[] = [];

  /** The flows of each credential whose users have not come back yet, the latest last. */
  readonly #flows = new Map<string, readonly AuthorizationFlow[]>();
  /** The credentials of tenants, each with tokens of its own. */
  readonly #tenants = new Map<string, StoredCredential>();
  /** The callback with which each credential was connected. */
  readonly #callbacks = new Map<string, URL>();

  abstract execute(
    workflowId: string,
    run: { readonly key: string; readonly items: readonly string[]; readonly deadlineMs: number },
    signal: AbortSignal,
  ): Promise<ExecutionReport>;

  async connect(
    credentialId: string,
    signal: AbortSignal,
    away?: () => Promise<void>,
  ): Promise<string | undefined> {
    const credential = this.credential(credentialId);
    if (credential.spec.grant === 'client-credentials') return undefined;
    const callback = await this.#sendUserAway(credential, signal);
    await away?.();
    return this.#bringBack(credential, callback, signal);
  }

  /**
   * Connects a credential in an editor that is as good as real: its user is shown the provider's
   * page, and answers it. There is nothing to photograph.
   */
  async connectInEditor(
    credentialId: string,
    signal: AbortSignal,
    { consent }: Pick<EditorVisit, 'consent'>,
  ): Promise<EditorAnswer> {
    const credential = this.credential(credentialId);
    const callback = await this.#sendUserAway(credential, signal, consent);
    const page = await this.#bringBack(credential, callback, signal, 'editor');
    return { page, dialog: 'Connected.' };
  }

  /** What the dialog tells of a connect that was refused. */
  protected dialogRefused({ fields }: StoredCredential, why: string): string {
    const state = fields.oauthTokenData === undefined ? NOT_CONNECTED : 'connected as before';
    return `${state}: ${why}`;
  }

  /** Brings the user back to the client, which shows him a page. */
  async #bringBack(
    credential: StoredCredential,
    callback: URL,
    signal: AbortSignal,
    from?: 'editor',
  ): Promise<string> {
    await this.takeCallback(credential, callback, signal).catch((cause: unknown) => {
      signal.throwIfAborted();
      const why = this.whyRefused(cause);
      throw new ConnectFailed(
        why.replace(/\.$/, ''),
        this.refusedPage(credential, callback),
        why,
        from === 'editor' ? this.dialogRefused(credential, why) : undefined,
      );
    });
    this.#callbacks.set(credential.id, callback);
    this.note(credential, 'connected');
    return this.connectedPage(credential);
  }

  /** The page that the user sees when the credential was connected. */
  protected connectedPage({ name, fields }: StoredCredential): string {
    const { refresh_token: refreshToken, expires_in: lifetime } = fields.oauthTokenData ?? {};
    const warning =
      refreshToken === undefined && lifetime !== undefined
        ? '<p>The provider gave no refresh token: the connection ends when its access token expires.</p>'
        : '';
    return `<h1>Connected</h1><p>${name}</p>${warning}`;
  }

  /** The page that the user sees when a callback was refused. */
  protected refusedPage({ name }: StoredCredential, _callback: URL): string {
    return `<h1>Not connected</h1><p>${name}</p>`;
  }

  /** The reason that the user reads when the credential could not be connected. */
  protected whyRefused(cause: unknown): string {
    return cause instanceof Error ? cause.message : String(cause);
  }

  async receiveCallback(
    credentialId: string,
    kind: CallbackKind,
    signal: AbortSignal,
  ): Promise<CallbackAnswer> {
    const credential = this.credential(credentialId);
    let callback = this.#callbacks.get(credentialId);
    if (kind !== 'replayed') callback = await this.#sendUserAway(credential, signal);
    if (callback === undefined)
      throw new HarnessError(
        'callback-missing',
        'Could not send a callback again: the credential was never connected.',
      );
    spoil(callback, kind);
    try {
      this.checkBrowser(BROWSERS[kind] ?? 'own');
      await this.takeCallback(credential, callback, signal);
      return { taken: true, page: this.connectedPage(credential) };
    } catch (cause) {
      signal.throwIfAborted();
      this.note(credential, 'a callback was refused');
      const shown = this.whyRefused(cause);
      return { taken: false, page: this.refusedPage(credential, callback), shown };
    }
  }

  /**
   * Checks that the user who brings a callback is the one who began the flow (RFC 6749 §10.12).
   * @throws ClientFailure when he comes from another browser, or is not logged in any more
   */
  protected checkBrowser(browser: Browser): void {
    if (browser !== 'own')
      throw new ClientFailure(
        'Nobody is logged in in this browser. Log in, and connect the account again.',
      );
  }

  /** Begins a flow, and lets the user decide at the provider. Returns where the user is sent. */
  async #sendUserAway(
    credential: StoredCredential,
    signal: AbortSignal,
    consent?: Consent,
  ): Promise<URL> {
    const flow = this.newFlow(credential);
    this.#flows.set(credential.id, this.flowsWith(flow, this.#flows.get(credential.id) ?? []));
    return followToCallback(this.authorizationUrl(credential, flow), signal, consent);
  }

  /** The flows to remember when another one of the same credential is begun: all of them. */
  protected flowsWith(
    begun: AuthorizationFlow,
    earlier: readonly AuthorizationFlow[],
  ): readonly AuthorizationFlow[] {
    return [...earlier, begun];
  }

  /** What the client makes up for one authorization request. */
  protected newFlow({ spec }: StoredCredential): AuthorizationFlow {
    return newFlow(spec.grant === 'pkce');
  }

  protected authorizationUrl(credential: StoredCredential, flow: AuthorizationFlow): URL {
    return authorizationUrl(this.evaluated(credential), flow);
  }

  /**
   * Takes the user back (RFC 6749 §4.1.2): exchanges the code for tokens, once, and only when the
   * user comes from a flow that this client has begun.
   */
  protected async takeCallback(
    credential: StoredCredential,
    callback: URL,
    signal: AbortSignal,
  ): Promise<void> {
    const flows = this.#flows.get(credential.id) ?? [];
    const state = callback.searchParams.get('state');
    const flow = flows.find((one) => one.state === state) ?? flows.at(-1);
    const code = this.codeIn(callback, flow);
    this.#flows.set(
      credential.id,
      flows.filter((one) => one !== flow),
    );
    await this.exchangeCode(credential, code, flow, signal);
  }

  /**
   * The code in a callback. There is no flow when none was begun, or its user has come back.
   * @throws ClientFailure when the callback is not one of the flow
   */
  protected codeIn(callback: URL, flow: AuthorizationFlow | undefined): string {
    return codeIn(callback, flow);
  }

  /** Exchanges a code for tokens and saves them (RFC 6749 §4.1.3). */
  protected async exchangeCode(
    credential: StoredCredential,
    code: string,
    flow: AuthorizationFlow | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const request = this.tokenRequest(credential, trade(code, flow));
    this.saveConnected(credential, tokensOf(await sendTokenRequest(request, signal)));
  }

  /** Saves the tokens of a connect flow; nothing stays of an earlier one. */
  protected saveConnected(credential: StoredCredential, tokens: TokenData): void {
    credential.fields = { ...credential.fields, oauthTokenData: tokens };
  }

  protected tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    return tokenRequest(this.evaluated(credential), parameters);
  }

  /** The fields of a credential with the values of those that are expressions. */
  protected evaluated({ fields, item }: StoredCredential): CredentialFields {
    const readable = { variables: this.variables, ...(item === undefined ? {} : { item }) };
    const of = (text: string): string => valueOf(text, readable);
    return {
      ...fields,
      authUrl: of(fields.authUrl),
      accessTokenUrl: of(fields.accessTokenUrl),
      clientId: of(fields.clientId),
      clientSecret: of(fields.clientSecret),
      scope: of(fields.scope),
    };
  }

  protected override existing(id: string): StoredCredential | undefined {
    return this.#tenants.get(id) ?? super.existing(id);
  }

  /** The credential as the tenant of an item has it, with tokens of its own. */
  protected ofTenant(credential: StoredCredential, item: string): StoredCredential {
    if (!credential.spec.tenants) return credential;
    const id = `${credential.id} ${this.evaluated({ ...credential, item }).accessTokenUrl}`;
    const known = this.#tenants.get(id) ?? { ...credential, id, item };
    this.#tenants.set(id, known);
    return known;
  }

  async restart(): Promise<void> {
    throw new HarnessError(
      'capability-missing',
      'Could not restart the reference client: it has no process of its own.',
    );
  }
}
