import { afterAll } from 'vitest';
import type { RegisteredClient } from '../model/client.ts';
import type { LedgerEntry, RealmEvent, ReplyRecord, RequestRecord } from '../model/records.ts';
import type { PolicyInput } from '../policy/policy.ts';
import type { Provider } from '../realm/provider.ts';
import type { Realm } from '../realm/realm.ts';
import { startProvider } from '../server/server.ts';
import { codeFor } from './code-for.ts';
import { REDIRECT_URI } from './redirect-uri.ts';

export interface TokenBody {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly scope?: string;
  readonly expires_in: number;
  readonly error?: string;
}

/** One provider for a whole test file, because making its key takes longer than most tests. */
const shared = startProvider();
afterAll(async () => (await shared).close());
let realms = 0;

/** A realm with one client, which collects every event of the realm. */
export class TestRealm implements AsyncDisposable {
  readonly provider: Provider;
  readonly realm: Realm;
  readonly client: RegisteredClient;
  readonly events: RealmEvent[] = [];

  constructor(provider: Provider, policy: PolicyInput) {
    this.provider = provider;
    realms += 1;
    this.realm = provider.createRealm(`test-${realms}`, policy, { seed: 1 });
    this.client = this.realm.registerClient('main');
    this.realm.listen((event) => this.events.push(event));
  }

  /** Sends a request to the token endpoint, with the client's credentials in the body. */
  token(parameters: Readonly<Record<string, string>>): Promise<Response> {
    return fetch(this.realm.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: this.client.id,
        client_secret: this.client.secret,
        ...parameters,
      }),
    });
  }

  refresh(
    refreshToken: string | undefined,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken ?? '', ...more });
  }

  /** An authorization code, taken from the redirect of the authorization endpoint. */
  code(more: Readonly<Record<string, string>> = {}): Promise<string> {
    return codeFor(this.realm, this.client.id, more);
  }

  exchangeCode(code: string, more: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      ...more,
    });
  }

  /** Consents and exchanges the code for tokens. */
  async connect(scope?: string): Promise<TokenBody> {
    return (await (
      await this.exchangeCode(await this.code(scope === undefined ? {} : { scope }))
    ).json()) as TokenBody;
  }

  call(accessToken: string, item = '1', init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.realm.apiUrl}/items/${item}`, {
      ...init,
      headers: { authorization: `Bearer ${accessToken}` },
    });
  }

  get requests(): RequestRecord[] {
    return this.events.filter((event) => event.type === 'request');
  }

  get replies(): ReplyRecord[] {
    return this.events.filter((event) => event.type === 'reply');
  }

  get ledger(): LedgerEntry[] {
    return this.events.filter((event) => event.type === 'ledger');
  }

  /** The newest reply, after waiting until every request has one. */
  async lastReply(): Promise<ReplyRecord> {
    const deadline = Date.now() + 5_000;
    while (this.replies.length < this.requests.length && Date.now() < deadline)
      await new Promise((resolve) => setImmediate(resolve));
    const last = this.replies.at(-1);
    if (last === undefined) throw new Error('There is no reply yet.');
    return last;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.provider.dropRealm(this.realm.name);
  }
}

/** A realm of its own for one test. */
export async function startRealm(policy: PolicyInput = {}): Promise<TestRealm> {
  return new TestRealm(await shared, policy);
}

export const bodyOf = async (response: Response | Promise<Response>): Promise<TokenBody> =>
  (await (await response).json()) as TokenBody;
