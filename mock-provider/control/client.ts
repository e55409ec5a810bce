import type { FaultHandle } from '../faults/engine/fault-handle.ts';
import type { FaultName } from '../faults/index.ts';
import type { ClientOptions } from '../model/client.ts';
import type { ClockName } from '../model/clock.ts';
import type { LedgerPage, LedgerQuery } from '../model/ledger.ts';
import type { FamilySummary } from '../model/records.ts';
import type { TokenKind } from '../model/token-ref.ts';
import type { Preset } from '../policy/define-preset.ts';
import type { PolicyInput } from '../policy/policy.ts';
import type { PresetName } from '../policy/presets/index.ts';
import type { RealmSnapshot } from '../realm/realm.ts';
import type { Har } from '../traffic/har.ts';
import { readEvents, type NumberedEvent } from './read-events.ts';
import type {
  ClientInfo,
  ClockInfo,
  ExchangeInfo,
  KnownFault,
  NewClient,
  RealmInfo,
} from './remote-types.ts';
import { requester, type Requester } from './requester.ts';

/** The preset and settings for a realm that is created or changed over HTTP. */
export interface RemoteChoice {
  readonly preset?: PresetName;
  readonly variant?: string;
  readonly at?: string;
  readonly policy?: PolicyInput;
}

/** How to move a realm's clocks over HTTP. Durations are text; `by` may be negative. */
export interface ClockMove {
  readonly advance?: string;
  readonly set?: string;
  readonly freeze?: boolean;
  readonly skew?: { readonly clock: ClockName; readonly by: string };
}

/**
 * One realm of a provider that is controlled over HTTP. Every method rejects with a `ControlError`
 * when the provider refuses the request.
 */
export class RemoteRealm {
  readonly name: string;
  readonly #send: Requester;
  readonly #path: string;

  constructor(name: string, send: Requester) {
    this.name = name;
    this.#send = send;
    this.#path = `/realms/${encodeURIComponent(name)}`;
  }

  read = (): Promise<RealmInfo> => this.#get('');
  drop = (): Promise<void> => this.#send('DELETE', this.#path);
  reset = (): Promise<void> => this.#post('/reset');
  changePolicy = (change: PolicyInput): Promise<RealmInfo> =>
    this.#send('PATCH', `${this.#path}/policy`, change);
  usePreset = (choice: RemoteChoice & { readonly preset: PresetName }): Promise<RealmInfo> =>
    this.#post('/preset', choice);
  clients = async (): Promise<readonly ClientInfo[]> =>
    (await this.#get<{ clients: readonly ClientInfo[] }>('/clients')).clients;
  /**
   * The answer has a secret only when the provider made it. The secret cannot be read again later.
   */
  registerClient = (name: string, options: ClientOptions = {}): Promise<NewClient> =>
    this.#post('/clients', { name, ...options });
  faults = async (): Promise<readonly FaultHandle[]> =>
    (await this.#get<InForce>('/faults')).faults;
  inject = (name: FaultName, options?: Readonly<Record<string, unknown>>): Promise<FaultHandle> =>
    this.#post('/faults', { name, options });
  heal = async (id?: string): Promise<readonly FaultHandle[]> =>
    (
      await this.#send<InForce>(
        'DELETE',
        `${this.#path}/faults${id === undefined ? '' : `/${encodeURIComponent(id)}`}`,
      )
    ).faults;
  grants = async (): Promise<readonly FamilySummary[]> =>
    (await this.#get<{ grants: readonly FamilySummary[] }>('/grants')).grants;
  endGrants = (how: {
    readonly state: 'expired' | 'revoked';
    readonly kinds?: readonly TokenKind[];
    readonly family?: string;
  }): Promise<void> => this.#post('/grants/end', how);
  /** A request and its reply as they went over the wire, without secrets. */
  exchange = (number: number): Promise<ExchangeInfo> => this.#get(`/exchanges/${number}`);
  /** The latest exchanges as an HTTP Archive (HAR 1.2), without secrets. */
  har = (): Promise<Har> => this.#get('/har');
  clock = (): Promise<ClockInfo> => this.#get('/clock');
  moveClock = (move: ClockMove): Promise<ClockInfo> => this.#post('/clock', move);
  snapshots = async (): Promise<readonly RealmSnapshot[]> =>
    (await this.#get<{ snapshots: readonly RealmSnapshot[] }>('/snapshots')).snapshots;
  snapshot = (): Promise<RealmSnapshot> => this.#post('/snapshots');
  restore = (id: string): Promise<void> =>
    this.#post(`/snapshots/${encodeURIComponent(id)}/restore`);

  ledger(query: LedgerQuery = {}): Promise<LedgerPage> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    return this.#get(
      `/ledger?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`,
    );
  }

  /**
   * Every event from now on, or every event after the given one. Resolves when the stream is open,
   * so that no later event can be missed. The stream ends when the signal aborts.
   */
  events({
    after,
    signal,
  }: { readonly after?: number; readonly signal?: AbortSignal } = {}): Promise<
    AsyncIterable<NumberedEvent>
  > {
    return readEvents(this.#send.open, `${this.#path}/events`, {
      ...(after === undefined ? {} : { after }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  #get<T>(path: string): Promise<T> {
    return this.#send('GET', this.#path + path);
  }

  #post<T>(path: string, body?: unknown): Promise<T> {
    return this.#send('POST', this.#path + path, body);
  }
}

interface InForce {
  readonly faults: readonly FaultHandle[];
}

/** A provider that is controlled over HTTP. */
export class RemoteProvider {
  readonly #send: Requester;

  constructor(send: Requester) {
    this.#send = send;
  }

  realms = async (): Promise<readonly RealmInfo[]> =>
    (await this.#send<{ realms: readonly RealmInfo[] }>('GET', '/realms')).realms;
  faults = async (): Promise<readonly KnownFault[]> =>
    (await this.#send<{ faults: readonly KnownFault[] }>('GET', '/faults')).faults;
  presets = async (): Promise<readonly Preset[]> =>
    (await this.#send<{ presets: readonly Preset[] }>('GET', '/presets')).presets;
  openapi = (): Promise<Readonly<Record<string, unknown>>> => this.#send('GET', '/openapi.json');

  /** A handle for a realm. It sends no request. */
  realm(name: string): RemoteRealm {
    return new RemoteRealm(name, this.#send);
  }

  async createRealm(
    name: string,
    choice: RemoteChoice & { readonly seed?: number } = {},
  ): Promise<RemoteRealm> {
    await this.#send('POST', '/realms', { name, ...choice });
    return this.realm(name);
  }
}

/**
 * Controls a provider over HTTP.
 * @param options.url address of the control API: `provider.control.url`
 * @param options.token its token; none when it asks for none
 */
export function connectToProvider({
  url,
  token,
}: {
  readonly url: string;
  readonly token?: string | undefined;
}): RemoteProvider {
  return new RemoteProvider(requester(url, token));
}
