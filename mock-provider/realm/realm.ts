import type { FaultDefinition } from '../faults/engine/define-fault.ts';
import type { FaultHandle } from '../faults/engine/fault-handle.ts';
import type { FaultName } from '../faults/index.ts';
import type { ClientOptions, RegisteredClient } from '../model/client.ts';
import type { RealmClock } from '../model/clock.ts';
import type { GateOptions, HoldPoint } from '../model/hold.ts';
import type { LedgerPage, LedgerQuery } from '../model/ledger.ts';
import type { Order } from '../model/order.ts';
import type { FamilySummary, LivePair, RealmEvent, RequestRecord } from '../model/records.ts';
import type { TokenKind, TokenRef } from '../model/token-ref.ts';
import type { Policy, PolicyInput } from '../policy/policy.ts';
import type { PresetChoice } from '../policy/preset-choice.ts';
import type { PresetName } from '../policy/presets/index.ts';

/** Name of a saved copy of everything that a realm remembers, for `restore`. */
export interface RealmSnapshot {
  readonly id: string;
  readonly takenAtMs: number;
}

/**
 * The addresses of the same realm over HTTPS. A token from an HTTP address is valid at the HTTPS
 * address, and the other way round.
 */
export interface SecureAddresses {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly apiUrl: string;
  /**
   * The certificate of the authority that a client must trust, in PEM. For n8n, write it to the
   * file that NODE_EXTRA_CA_CERTS names.
   */
  readonly certificateAuthority: string;
}

/** One authorization server of its own on the provider. Realms share nothing. */
export interface Realm {
  readonly name: string;
  /** Decides everything random on the realm. The same seed gives the same random decisions. */
  readonly seed: number;
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly revocationUrl: string;
  readonly introspectionUrl: string;
  readonly userinfoUrl: string;
  /**
   * Base URL of the API behind the realm. An item is at `${apiUrl}/items/<id>`; GET reads it, POST
   * and PUT have a side effect. Each accepted call gets a `receipt` of its own in the answer.
   */
  readonly apiUrl: string;
  /** Opens an HTTPS address for the realm, once. The certificate faults need it. */
  secure(): Promise<SecureAddresses>;
  /** The policy as it is now, with the changes of the faults in force. */
  readonly policy: Policy;
  /**
   * Changes settings of the policy. The ledger records the change.
   * @throws ProviderError when the result is no policy
   */
  changePolicy(change: PolicyInput): void;
  /**
   * Replaces the whole policy by that of a preset. The ledger records the change.
   * @throws ProviderError on an unknown preset or variant
   */
  usePreset(choice: PresetChoice): void;
  /** Name of the preset that the policy came from, if there is one. */
  readonly preset: PresetName | undefined;
  readonly clock: RealmClock;
  /** @throws ProviderError when the name is taken */
  registerClient(name: string, options?: ClientOptions): RegisteredClient;
  /**
   * Gives a confidential client a new secret, as its owner does at the provider. The old one is no
   * longer accepted.
   * @throws ProviderError when there is no such client, or it is public
   */
  renewSecret(name: string): RegisteredClient;
  readonly clients: readonly Pick<RegisteredClient, 'name' | 'id'>[];
  /**
   * Calls the listener for every event from now on, in order. Returns a function that stops this.
   */
  listen(listener: (event: RealmEvent) => void): () => void;
  /** Puts a fault in force at once. @throws ProviderError on an unknown name or bad options */
  inject(name: FaultName, options?: Readonly<Record<string, unknown>>): FaultHandle;
  /**
   * Heals one fault, or all, and returns those that were in force. What a fault has destroyed stays
   * destroyed.
   */
  heal(id?: string): readonly FaultHandle[];
  readonly faults: readonly FaultHandle[];
  /**
   * Sets up a gate, which holds requests until enough of them wait there. Resolves when the gate
   * has opened or its time is over.
   */
  gate(
    options: GateOptions,
    signal?: AbortSignal,
  ): Promise<{ readonly complete: boolean; readonly arrived: number }>;
  /**
   * Holds every exchange at this point until the promise that `until` returns has resolved.
   * `gone` aborts when the client closes its connection. Returns a function that ends the hold for
   * later requests.
   */
  hold(
    at: HoldPoint,
    until: (request: RequestRecord, gone: AbortSignal) => Promise<void>,
  ): () => void;
  /**
   * Lets an order wait at `${apiUrl}/orders` for whoever comes next, until it is taken or the
   * result is disposed.
   */
  placeOrder(order: Order): Disposable;
  /**
   * The name of a raw token; the value is not kept. `foreign`: the token was not issued here.
   * `absent`: the value is not a non-empty string.
   */
  identify(rawToken: unknown): TokenRef | 'foreign' | 'absent';
  /**
   * A digest of a value, to compare it with the `members` of a reply's record and with other
   * digests of this realm. Its key is never written anywhere. Of a `member` of a token reply it
   * compares what is meant: a token type in any case, a scope in any order.
   */
  digest(value: unknown, member?: string): string;
  /** The newest live tokens of the client's newest consent. Null when the client has no consent. */
  livePair(client: string): LivePair | null;
  /** All consents, newest first. */
  grants(): readonly FamilySummary[];
  /**
   * Ends the live tokens of one consent, or of all.
   * @throws ProviderError when there is no such consent
   */
  endGrants(how: {
    readonly state: 'expired' | 'revoked';
    readonly kinds?: readonly TokenKind[];
    readonly family?: string;
  }): void;
  /** @throws ProviderError on a query that makes no sense */
  ledger(query?: LedgerQuery): LedgerPage;
  /** Saves everything as it is now. The snapshot is kept until the realm is dropped. */
  snapshot(): RealmSnapshot;
  readonly snapshots: readonly RealmSnapshot[];
  /**
   * Restores the tokens, clients, policy, clocks and faults in force as they were. The faults begin
   * to count their requests again. The ledger is not set back.
   * @throws ProviderError when there is no such snapshot
   */
  restore(id: string): void;
  /** Forgets every consent, token and client, and heals every fault. */
  reset(): void;
  /**
   * Names of the realm's raw tokens, codes and secrets that occur in a text, and of the code
   * verifiers that it was shown. Empty when none occurs.
   */
  findSecrets(text: string): readonly string[];
}

/** Options for a new realm. */
export interface RealmCreation {
  readonly seed?: number;
  /** Realm time at which the realm begins, in milliseconds since the epoch. The default is now. */
  readonly startsAtMs?: number;
  /** Faults that can be injected here beside those that come with the provider. */
  readonly ownFaults?: readonly FaultDefinition[];
}
