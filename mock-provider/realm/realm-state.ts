import type { LedgerEntry } from '../model/records.ts';
import type { PolicyStack } from '../policy/policy-stack.ts';
import { AuthorizationCodes } from '../store/authorization-codes.ts';
import { ClientRegistry } from '../store/client-registry.ts';
import type { VirtualClock } from '../store/clock.ts';
import { ConsentRequests } from '../store/consent-requests.ts';
import { DeviceGrants } from '../store/device-grants.ts';
import { GrantStore } from '../store/grant-store.ts';
import type { JwtIssuer } from '../store/jwt-issuer.ts';
import { Ledger } from '../store/ledger.ts';
import { OneTimeValues } from '../store/one-time-values.ts';
import { Orders } from '../store/orders.ts';
import type { RawTokenSource } from '../store/raw-token.ts';
import { SecretIndex } from '../store/secret-index.ts';
import { UsedAssertions } from '../store/used-assertions.ts';
import { RealmTls } from '../wire/tls/realm-tls.ts';

/** Everything that the endpoints of a realm work with. */
export interface RealmState {
  readonly issuer: string;
  readonly clock: VirtualClock;
  readonly policy: PolicyStack;
  readonly rawTokens: RawTokenSource;
  readonly jwt: JwtIssuer;
  readonly secrets: SecretIndex;
  readonly clients: ClientRegistry;
  readonly assertions: UsedAssertions;
  readonly oneTimeValues: OneTimeValues;
  readonly codes: AuthorizationCodes;
  readonly consents: ConsentRequests;
  readonly devices: DeviceGrants;
  readonly ledger: Ledger;
  readonly grants: GrantStore;
  /** Number of accepted API calls for each item. */
  readonly items: Map<string, number>;
  /** The number of the API call that came first with an item and an idempotency key. */
  readonly keyedCalls: Map<string, number>;
  /** What waits for a workflow that looks for its work, the oldest first. */
  readonly orders: Orders;
  /** For each refresh token, how many refreshes with it are in progress. */
  readonly underWay: Map<string, number>;
  readonly tls: RealmTls;
  readonly seed: number;
  /** The issuer and subject that faults make the provider name instead of the true ones. */
  readonly identity: { issuer?: string; subject?: string };
}

/** The state of a realm on which nothing has happened yet. */
export function newRealmState(
  given: Pick<RealmState, 'issuer' | 'clock' | 'policy' | 'rawTokens' | 'jwt' | 'seed'>,
  onLedgerEntry: (entry: LedgerEntry) => void,
): RealmState {
  const ledger = new Ledger(() => given.clock.now(), onLedgerEntry);
  const secrets = new SecretIndex(given.rawTokens);
  return {
    ...given,
    ledger,
    secrets,
    clients: new ClientRegistry(),
    assertions: new UsedAssertions(),
    oneTimeValues: new OneTimeValues(),
    codes: new AuthorizationCodes(),
    consents: new ConsentRequests(),
    devices: new DeviceGrants(secrets),
    grants: new GrantStore(given.clock, ledger, given.rawTokens),
    items: new Map(),
    keyedCalls: new Map(),
    orders: new Orders(),
    underWay: new Map(),
    tls: new RealmTls(),
    identity: {},
  };
}
