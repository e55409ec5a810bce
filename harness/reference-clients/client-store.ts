import type { Capability } from '../model/capability.ts';
import type {
  CallbackAnswer,
  CallbackKind,
  ClientUnderTest,
  ExecutionReport,
} from '../model/client.ts';
import { ConnectFailed } from '../model/connect-failed.ts';
import { HarnessError } from '../model/error.ts';
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
import type { StoredCredential, TokenData } from './stored-credential.ts';
import { sendTokenRequest, tokenRequest, tokensOf, type TokenRequest } from './token-request.ts';

/** How a reference client connects credentials, in this process and without a browser. */
export abstract class ClientStore extends ClientData implements ClientUnderTest {
  readonly capabilities: ReadonlySet<Capability> = new Set<Capability>([
    'stored-credential',
    'disconnect',
    'skew-clock',
    'log',
  ]);
  get alive(): boolean {
    return true;
  }
  /** It runs in the process of whoever made it. */
  readonly pids: readonly number[] = [];

  /** The flow of each credential whose user has not come back yet. */
  readonly #flows = new Map<string, AuthorizationFlow>();
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
    await this.takeCallback(credential, callback, signal).catch((cause: unknown) => {
      signal.throwIfAborted();
      const why = this.whyRefused(cause);
      throw new ConnectFailed(why.replace(/\.$/, ''), this.refusedPage(credential, callback), why);
    });
    this.#callbacks.set(credential.id, callback);
    this.note(credential, 'connected');
    return this.connectedPage(credential);
  }

  /** The page that the user sees when the credential was connected. */
  protected connectedPage({ name }: StoredCredential): string {
    return `<h1>Connected</h1><p>${name}</p>`;
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
      this.checkBrowser(kind === 'sessionless' ? 'another' : 'own');
      await this.takeCallback(credential, callback, signal);
      return { taken: true, page: this.connectedPage(credential) };
    } catch {
      signal.throwIfAborted();
      this.note(credential, 'a callback was refused');
      return { taken: false, page: this.refusedPage(credential, callback) };
    }
  }

  /**
   * Checks that the user who brings a callback is the one who began the flow (RFC 6749 §10.12).
   * @throws ClientFailure when he comes from another browser, which is not logged in
   */
  protected checkBrowser(browser: 'own' | 'another'): void {
    if (browser === 'another') throw new ClientFailure('The browser is not logged in.');
  }

  /** Begins a flow, and lets the user decide at the provider. Returns where the user is sent. */
  async #sendUserAway(credential: StoredCredential, signal: AbortSignal): Promise<URL> {
    const flow = this.newFlow(credential);
    this.#flows.set(credential.id, flow);
    return followToCallback(this.authorizationUrl(credential, flow), signal);
  }

  /** What the client makes up for one authorization request. */
  protected newFlow({ spec }: StoredCredential): AuthorizationFlow {
    return newFlow(spec.grant === 'pkce');
  }

  protected authorizationUrl({ fields }: StoredCredential, flow: AuthorizationFlow): URL {
    return authorizationUrl(fields, flow);
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
    const flow = this.#flows.get(credential.id);
    const code = this.codeIn(callback, flow);
    this.#flows.delete(credential.id);
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
    { fields }: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    return tokenRequest(fields, parameters);
  }

  async restart(): Promise<void> {
    throw new HarnessError(
      'capability-missing',
      'Could not restart the reference client: it has no process of its own.',
    );
  }
}
