import type { OwnToken } from '../model/workflow.ts';
import { apiFailure, callApi, requestFor, type ApiAnswer, type ApiRequest } from './call-api.ts';
import { ClientFailure } from './client-failure.ts';
import { requireSameAccount } from './id-token.ts';
import type { ItemRun } from './item-run.ts';
import type { StoredCredential, TokenData } from './stored-credential.ts';
import { sendTokenRequest, tokensOf, type TokenAnswer } from './token-request.ts';
import { WorkflowClient } from './workflow-client.ts';

export type { Run } from './workflow-client.ts';

/**
 * An OAuth client that follows the RFCs: it refreshes once per expiry however many calls meet it,
 * repeats only the calls that were refused, keeps a rotated refresh token, does not refresh when a
 * refusal is no expiry, waits when it is told to, and reports what went wrong. Each wrong client
 * overrides one method.
 */
export class CorrectClient extends WorkflowClient {
  readonly #flights = new Map<string, Promise<void>>();
  /** What steps of workflows have asked for, one for each execution. */
  readonly #ownTokens = new WeakMap<AbortSignal, Promise<TokenData>>();
  /** The refresh tokens that such steps keep, by the names of their workflows. */
  readonly #kept = new Map<string, string>();

  /**
   * Makes one API call. When the access token is no longer valid, gets a new one and makes the call
   * once more.
   */
  protected override async callWithToken(run: ItemRun): Promise<string> {
    const { ownToken } = run.workflow.plan;
    if (ownToken !== undefined) return this.#callWithOwnToken(run, ownToken);
    const used = await this.accessToken(run.credential, run.signal);
    const first = await this.call(run, used);
    if (!this.meansExpired(first, run.credential)) return this.bodyOf(first);
    await this.renew(run.credential, used, run.signal);
    return this.bodyOf(await this.repeat(run, first));
  }

  /**
   * Makes one API call with the access token that a step of the workflow has asked for. Nobody
   * renews it before the next execution, and nothing is stored of it.
   */
  async #callWithOwnToken(run: ItemRun, how: OwnToken): Promise<string> {
    const asked = this.#ownTokens.get(run.signal) ?? this.askForOwnToken(run, how);
    this.#ownTokens.set(run.signal, asked);
    const { access_token: accessToken = '' } = await asked;
    return this.bodyOf(await this.call(run, accessToken));
  }

  /** Makes the token request of a step of the workflow (RFC 6749 §4.4.2 and §6). */
  protected async askForOwnToken(
    { credential, workflow, signal }: ItemRun,
    how: OwnToken,
  ): Promise<TokenData> {
    const kept = this.#kept.get(workflow.name) ?? workflow.refreshToken ?? '';
    const parameters =
      how === 'client-credentials'
        ? { grant_type: 'client_credentials', scope: credential.fields.scope }
        : { grant_type: 'refresh_token', refresh_token: kept };
    const request = this.tokenRequest(credential, parameters);
    this.note(credential, `a step of ${workflow.name} asks for an access token`);
    const tokens = this.readAnswer(await sendTokenRequest(request, signal));
    if (how === 'refresh-token') this.#kept.set(workflow.name, tokens.refresh_token ?? kept);
    return tokens;
  }

  /** Makes the call for the first time. */
  protected call(run: ItemRun, accessToken: string): Promise<ApiAnswer> {
    return this.send(this.requestOf(run), accessToken, run.signal);
  }

  /** Makes a refused call once more, with the access token that is stored now. */
  protected async repeat(run: ItemRun, _refused: ApiAnswer): Promise<ApiAnswer> {
    const accessToken = await this.accessToken(run.credential, run.signal);
    return this.send(this.repeated(this.requestOf(run)), accessToken, run.signal);
  }

  /** The request of an item, as the workflow asks for it. */
  protected requestOf({ call, item, workflow }: ItemRun): ApiRequest {
    return requestFor(call, item, workflow.provider);
  }

  /** The request with which a refused one is repeated: the same. */
  protected repeated(request: ApiRequest): ApiRequest {
    return request;
  }

  protected send(
    request: ApiRequest,
    accessToken: string,
    signal: AbortSignal,
  ): Promise<ApiAnswer> {
    return callApi(request, accessToken, signal);
  }

  protected bodyOf(answer: ApiAnswer): string {
    const { status, graphqlError } = answer;
    if (status < 200 || status > 299 || graphqlError !== undefined) throw apiFailure(answer);
    return answer.body;
  }

  /**
   * True when the access token is no longer valid (RFC 6750 §3.1): status 401 or what the
   * credential says instead, or `invalid_token` with any status.
   */
  protected meansExpired({ status, challenge }: ApiAnswer, { spec }: StoredCredential): boolean {
    return status === spec.expiredStatus || challenge === 'invalid_token';
  }

  /**
   * Returns the stored access token. With the client credentials grant the first access token is
   * requested here.
   */
  protected async accessToken(credential: StoredCredential, signal: AbortSignal): Promise<string> {
    const stored = credential.fields.oauthTokenData?.access_token;
    if (stored !== undefined) return stored;
    if (credential.spec.grant !== 'client-credentials')
      throw new ClientFailure('The credential has no access token; connect the account.');
    await this.renew(credential, undefined, signal);
    return credential.fields.oauthTokenData?.access_token ?? '';
  }

  /**
   * Replaces the access token `dead` by new tokens, unless this has already happened. All calls
   * that wait share one token request.
   */
  protected async renew(
    credential: StoredCredential,
    dead: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    if (credential.fields.oauthTokenData?.access_token !== dead) return;
    const flight =
      this.#flights.get(credential.id) ??
      this.fetchTokens(credential, signal).finally(() => this.#flights.delete(credential.id));
    this.#flights.set(credential.id, flight);
    await flight;
  }

  /** Gets new tokens and saves them, unless others have come meanwhile. */
  protected async fetchTokens(credential: StoredCredential, signal: AbortSignal): Promise<void> {
    this.note(credential, 'access token refused, asking for a new one');
    const before = credential.fields.oauthTokenData;
    const tokens = await this.requestTokens(credential, signal);
    if (this.isConnectedAnew(credential, before))
      return this.note(credential, 'connected anew meanwhile, so the new tokens are not stored');
    requireSameAccount(before, tokens);
    this.save(credential, tokens);
    this.note(credential, 'new tokens stored');
  }

  /**
   * True when the credential was connected again, or disconnected, since it had these tokens. What
   * a refresh of them brings belongs to a consent that the user has replaced, or taken back.
   */
  protected isConnectedAnew(
    { fields: { oauthTokenData: now } }: StoredCredential,
    before: TokenData | undefined,
  ): boolean {
    return (
      now?.access_token !== before?.access_token || now?.refresh_token !== before?.refresh_token
    );
  }

  /** Makes one token request. */
  protected async requestTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<TokenData> {
    return this.readAnswer(
      await sendTokenRequest(this.tokenRequest(credential, this.parameters(credential)), signal),
    );
  }

  protected readAnswer(answer: TokenAnswer): TokenData {
    return tokensOf(answer);
  }

  /**
   * The parameters of the token request (RFC 6749 §6 and §4.4.2).
   * @throws ClientFailure when there is nothing to refresh with
   */
  protected parameters(credential: StoredCredential): Readonly<Record<string, string>> {
    const { scope, oauthTokenData } = this.evaluated(credential);
    if (credential.spec.grant === 'client-credentials')
      return { grant_type: 'client_credentials', ...(scope === '' ? {} : { scope }) };
    const refreshToken = oauthTokenData?.refresh_token;
    if (refreshToken === undefined)
      throw new ClientFailure(
        'The access token has expired and there is no refresh token. Connect the account again.',
      );
    return { grant_type: 'refresh_token', refresh_token: refreshToken };
  }

  /**
   * Saves tokens (RFC 6749 §6): a new refresh token replaces the old one; without a new one the old
   * one stays.
   */
  protected save(credential: StoredCredential, tokens: TokenData): void {
    credential.fields = {
      ...credential.fields,
      oauthTokenData: { ...credential.fields.oauthTokenData, ...tokens },
    };
  }
}
