import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionReport, WebhookAnswer } from '../model/client.ts';
import type { Alarm, ExecutionError } from '../model/event.ts';
import { apiFailure, callApi, requestFor, type ApiAnswer, type ApiRequest } from './call-api.ts';
import { asFailure, ClientFailure } from './client-failure.ts';
import { ClientStore } from './client-store.ts';
import { outputOf, type ItemResult, type ItemRun } from './item-run.ts';
import type { StoredCredential, TokenData } from './stored-credential.ts';
import { sendTokenRequest, tokensOf, type TokenAnswer } from './token-request.ts';

/**
 * The share of an execution's deadline after which the client gives up by itself, so that the
 * execution ends with a message and does not count as hung.
 */
const PATIENCE = 0.8;

export interface Run {
  readonly key: string;
  readonly items: readonly string[];
  readonly deadlineMs: number;
}

/**
 * An OAuth client that follows the RFCs: it refreshes once per expiry however many calls meet it,
 * repeats only the calls that were refused, keeps a rotated refresh token, does not refresh when a
 * refusal is no expiry, waits when it is told to, and reports what went wrong. Each wrong client
 * overrides one method.
 */
export class CorrectClient extends ClientStore {
  readonly #flights = new Map<string, Promise<void>>();

  async execute(workflowId: string, run: Run, signal: AbortSignal): Promise<ExecutionReport> {
    const clientStartedAtMs = Date.now() + this.clockOffsetMs;
    const patience = AbortSignal.any([signal, AbortSignal.timeout(run.deadlineMs * PATIENCE)]);
    const hung = Promise.withResolvers<'hung'>();
    const deadline = setTimeout(() => hung.resolve('hung'), run.deadlineMs);
    const outcome = await Promise.race([
      this.runItems(workflowId, run, patience),
      hung.promise,
    ]).finally(() => clearTimeout(deadline));
    if (outcome === 'hung') return { status: 'hung', clientStartedAtMs, stored: '' };
    return { ...this.report(outcome), clientStartedAtMs, executionId: run.key };
  }

  /** Makes the report of an execution. */
  protected report(results: readonly ItemResult[]): ExecutionReport {
    const failed = results.find((result) => 'failure' in result);
    if (failed === undefined) {
      const output = this.output(results);
      return {
        status: 'success',
        results: output.map(outputOf),
        answer: this.answer(output),
        stored: JSON.stringify(results),
      };
    }
    const error = this.describe(failed.failure);
    const alarm = this.alarm(error);
    return {
      status: 'error',
      error,
      answer: { status: 500, results: [], text: error.message },
      ...(alarm === undefined ? { alarmMissing: true } : { alarm }),
      stored: JSON.stringify({ results: results.filter((result) => 'body' in result), error }),
    };
  }

  /** The output of the workflow: the API's answer to each item, in the order of the items. */
  protected output(results: readonly ItemResult[]): readonly ItemResult[] {
    return results;
  }

  /** What whoever called the webhook is answered: the output. */
  protected answer(output: readonly ItemResult[]): WebhookAnswer {
    return { status: 200, results: output.map(outputOf), text: JSON.stringify(output) };
  }

  /** What an alarm of this client tells of a failure: the same as the execution. */
  protected alarm({ message }: ExecutionError): Alarm | undefined {
    return { message };
  }

  protected describe(failure: unknown): ExecutionError {
    const { message, httpStatus } = asFailure(failure, 'The call');
    return { message, ...(httpStatus === undefined ? {} : { httpStatus }) };
  }

  protected override whyRefused(failure: unknown): string {
    return this.describe(failure).message;
  }

  /**
   * Runs all items at the same time, as n8n does; with Retry On Fail runs the failed items again,
   * and only those.
   */
  protected async runItems(
    workflowId: string,
    run: Run,
    signal: AbortSignal,
  ): Promise<readonly ItemResult[]> {
    const workflow = this.workflow(workflowId);
    const credential = this.credential(workflow.credentialId);
    const retry = workflow.plan.retryOnFail ?? { maxTries: 1, waitMs: 0 };
    const results = new Map<string, ItemResult>();
    for (let tries = 1; tries <= retry.maxTries; tries += 1) {
      const pending = this.pending(run.items, results);
      await this.runEach(pending, async (item) => {
        const result = await this.runItem({ credential, workflow, item, signal });
        results.set(item, result);
        return result;
      });
      const failures = [...results.values()].flatMap((result) =>
        'failure' in result ? [result.failure] : [],
      );
      if (failures.length === 0 || tries === retry.maxTries) break;
      const asked = failures.map((failure) =>
        failure instanceof ClientFailure ? (failure.waitMs ?? 0) : 0,
      );
      await delay(Math.max(retry.waitMs, ...asked), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) break;
    }
    return run.items.flatMap((item) => results.get(item) ?? []);
  }

  /** Runs each of these items, all at the same time. */
  protected async runEach(
    items: readonly string[],
    runItem: (item: string) => Promise<ItemResult>,
  ): Promise<void> {
    await Promise.all(items.map(runItem));
  }

  /** The items that a try is for: those of which no try before it has had an answer. */
  protected pending(
    items: readonly string[],
    results: ReadonlyMap<string, ItemResult>,
  ): readonly string[] {
    return items.filter((item) => !('body' in (results.get(item) ?? {})));
  }

  protected async runItem(run: ItemRun): Promise<ItemResult> {
    try {
      return { item: run.item, body: await this.callWithToken(run) };
    } catch (failure) {
      return { item: run.item, failure };
    }
  }

  /**
   * Makes one API call. When the access token is no longer valid, gets a new one and makes the call
   * once more.
   */
  protected async callWithToken(run: ItemRun): Promise<string> {
    const used = await this.accessToken(run.credential, run.signal);
    const first = await this.call(run, used);
    if (!this.meansExpired(first, run.credential)) return this.bodyOf(first);
    await this.renew(run.credential, used, run.signal);
    return this.bodyOf(await this.repeat(run, first));
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
  protected requestOf({ workflow, item }: ItemRun): ApiRequest {
    return requestFor(workflow, item);
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
    if (answer.status < 200 || answer.status > 299) throw apiFailure(answer);
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
      return this.note(credential, 'connected again meanwhile, so the new tokens are not stored');
    this.save(credential, tokens);
    this.note(credential, 'new tokens stored');
  }

  /**
   * True when the credential was connected again since it had the tokens `before`. What a refresh
   * of these brings belongs to a consent that the user has replaced.
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
  protected parameters({ fields, spec }: StoredCredential): Readonly<Record<string, string>> {
    if (spec.grant === 'client-credentials')
      return {
        grant_type: 'client_credentials',
        ...(fields.scope === '' ? {} : { scope: fields.scope }),
      };
    const refreshToken = fields.oauthTokenData?.refresh_token;
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
