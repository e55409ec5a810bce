import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { causeText } from '../../machine/cause-text.ts';
import { parseJson } from '../../machine/parse-json.ts';
import { HarnessError } from '../../model/error.ts';
import { CookieJar } from './cookie-jar.ts';

export interface RestCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path and query on n8n. */
  readonly path: string;
  readonly body?: unknown;
  /** What the call does, for the error message: `create the credential 'main'`. */
  readonly doing: string;
  readonly signal: AbortSignal;
}

export interface RestAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** The cookie that is the session. */
const SESSION = 'n8n-auth';

/** n8n binds a session to this header, so it must be the same from the login to the last call. */
export const BROWSER_ID = 'oauth-chaos';

/** On a busy machine n8n may answer late, but no REST call needs this long by itself. */
const CALL_TIMEOUT_MS = 120_000;

/** Calls that change credentials or workflows. */
const CHANGE = /^\/rest\/(credentials|workflows)(\/[^/?]+)?(\/activate)?(\?|$)/;

/** How often a change that met a transaction is made again, and after how long the first time. */
const MET_TRANSACTIONS = 4;
const AFTER_TRANSACTION_MS = 100;

const envelopeSchema = z.object({ data: z.unknown() });
const refusalSchema = z.object({ message: z.string() });

/** n8n's REST API with the owner's session. Logs in again when n8n refuses the session. */
export class RestClient {
  readonly baseUrl: string;
  readonly #cookies: CookieJar;
  readonly #login: (rest: RestClient, signal: AbortSignal) => Promise<void>;
  #relogin: Promise<void> | undefined;
  #lastChange: Promise<unknown> = Promise.resolve();
  /**
   * Number of the session. A call that was refused in an older session needs no login, because a
   * newer session exists already.
   */
  #session = 0;

  /**
   * @param baseUrl where n8n is, with the path it may be under and without a slash at the end
   * @param login opens a session with {@link send}; called once for each refusal
   * @param session of another client of the same n8n, to share it
   */
  constructor(
    baseUrl: string,
    login: (rest: RestClient, signal: AbortSignal) => Promise<void>,
    session = '',
  ) {
    this.baseUrl = baseUrl;
    this.#cookies = CookieJar.of(session);
    this.#login = login;
  }

  /** The session as it is now, with which another client may go on. Whoever has it is the owner. */
  get session(): string {
    return this.#cookies.toString();
  }

  /**
   * Makes one call. Resolves to the field `data` of n8n's answer, or to the whole body when there
   * is no such field.
   * @throws HarnessError `n8n-request-failed` on any answer but 2xx, with n8n's own message;
   * `n8n-server-error` on 5xx
   */
  async call<T>(schema: z.ZodType<T>, call: RestCall): Promise<T> {
    return dataOf(schema, call, await this.request(call));
  }

  /**
   * Makes one call within the session, whatever the status of the answer. Renews a refused session
   * once.
   */
  async request(call: RestCall): Promise<RestAnswer> {
    const session = this.#session;
    const answer = await this.send(call);
    if (answer.status !== 401) return answer;
    if (session === this.#session) await this.#renew(call.signal);
    return await this.send(call);
  }

  /**
   * Makes one call with the current cookies.
   * @throws HarnessError `n8n-unreachable`
   */
  async send(call: RestCall): Promise<RestAnswer> {
    try {
      if (call.method === 'GET') return await this.#read(call);
      return await (CHANGE.test(call.path)
        ? this.#inTurn(() => this.#change(call))
        : this.#fetch(call));
    } catch (error) {
      call.signal.throwIfAborted();
      throw new HarnessError(
        'n8n-unreachable',
        `Could not ${call.doing}: n8n did not answer (${causeText(error)}).`,
        { cause: error },
      );
    }
  }

  /** Makes one call as the same browser would when its login has ended. The session stays. */
  sendLoggedOut(call: RestCall): Promise<RestAnswer> {
    const browser = new RestClient(this.baseUrl, async () => {});
    browser.#cookies.take(this.#cookies, { without: SESSION });
    return browser.send(call);
  }

  /** Makes one call as another browser would, that is not logged in. */
  sendAsStranger(call: RestCall): Promise<RestAnswer> {
    return new RestClient(this.baseUrl, async () => {}).send(call);
  }

  /** Drops the session; the next refused call opens a new one. */
  forgetSession(): void {
    this.#cookies.clear();
  }

  /**
   * Runs changes one after the other: n8n 1.x runs its SQLite transactions on one connection, where
   * two simultaneous changes would break each other's transactions.
   */
  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const mine = this.#lastChange.then(change);
    this.#lastChange = mine.catch(() => undefined);
    return mine;
  }

  /** Makes a change again when it met a transaction of n8n's own, and was rolled back for that. */
  async #change(call: RestCall): Promise<RestAnswer> {
    let answer = await this.#fetch(call);
    for (let again = 1; again <= MET_TRANSACTIONS && wasRolledBack(answer); again += 1) {
      await setTimeout(again * AFTER_TRANSACTION_MS, undefined, { signal: call.signal });
      answer = await this.#fetch(call);
    }
    return answer;
  }

  /**
   * A call that changes nothing is made once more when its connection was closed (RFC 9110 §9.2.2):
   * n8n closes idle connections, on a busy machine also one that was just taken up again.
   */
  async #read(call: RestCall): Promise<RestAnswer> {
    try {
      return await this.#fetch(call);
    } catch (error) {
      if (!wasClosed(error)) throw error;
      return await this.#fetch(call);
    }
  }

  async #fetch({ method, path, body, signal }: RestCall): Promise<RestAnswer> {
    const headers: Record<string, string> = {
      'browser-id': BROWSER_ID,
      cookie: this.#cookies.toString(),
    };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(CALL_TIMEOUT_MS)]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.#cookies.keep(response.headers);
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  /**
   * Calls that are refused at the same time share one login, because n8n limits the number of
   * logins.
   */
  async #renew(signal: AbortSignal): Promise<void> {
    this.#relogin ??= this.#login(this, signal).finally(() => {
      this.#relogin = undefined;
      this.#session += 1;
    });
    await this.#relogin;
  }
}

/**
 * The field `data` of an answer, or its whole body when there is no such field.
 * @throws HarnessError `n8n-request-failed`, `n8n-server-error`
 */
export function dataOf<T>(
  schema: z.ZodType<T>,
  call: Pick<RestCall, 'doing'>,
  answer: Pick<RestAnswer, 'status' | 'text'>,
): T {
  if (answer.status < 200 || answer.status > 299) throw refused(call, answer);
  const body = parseJson(answer.text);
  const envelope = envelopeSchema.safeParse(body);
  const data = schema.safeParse(envelope.success ? envelope.data.data : body);
  if (data.success) return data.data;
  throw new HarnessError(
    'n8n-request-failed',
    `Could not ${call.doing}: n8n's answer has not the expected form.`,
    { cause: data.error },
  );
}

/**
 * True when SQLite on n8n's one connection had begun or ended another transaction meanwhile, as it
 * happens to n8n 1.x while executions are saved: `Transaction is not started yet`, `cannot start a
 * transaction within a transaction`.
 */
const wasRolledBack = ({ status, text }: RestAnswer): boolean =>
  status === 500 && /transaction/i.test(text);

const closedSchema = z.object({
  cause: z.object({ code: z.enum(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']) }),
});

/** True when a connection ended before the answer came. */
const wasClosed = (error: unknown): boolean => closedSchema.safeParse(error).success;

/**
 * The error for an answer other than 2xx. While its database is not available, n8n answers with
 * 5xx: 503, or 500 in version 1.x.
 */
export function refused(
  call: Pick<RestCall, 'doing'>,
  answer: Pick<RestAnswer, 'status' | 'text'>,
): HarnessError {
  const message = refusalSchema.safeParse(parseJson(answer.text));
  const said = message.success
    ? `n8n answered ${answer.status} (${message.data.message})`
    : `n8n answered ${answer.status}`;
  return new HarnessError(
    answer.status >= 500 ? 'n8n-server-error' : 'n8n-request-failed',
    `Could not ${call.doing}: ${said}.`,
  );
}
