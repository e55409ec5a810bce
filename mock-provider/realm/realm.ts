import type { FaultHandle } from '../faults/engine/fault-handle.ts';
import type { FaultName } from '../faults/index.ts';
import type { ClientOptions, RegisteredClient } from '../model/client.ts';
import type { RealmClock } from '../model/clock.ts';
import type { GateOptions, HoldPoint } from '../model/hold.ts';
import type { LedgerPage, LedgerQuery } from '../model/ledger.ts';
import type { FamilySummary, LivePair, RealmEvent, RequestRecord } from '../model/records.ts';
import type { TokenKind, TokenRef } from '../model/token-ref.ts';
import type { Policy, PolicyInput } from '../policy/policy.ts';
import type { PresetChoice } from '../policy/preset-choice.ts';
import type { PresetName } from '../policy/presets/index.ts';

/** A realm's whole memory at one moment; it holds raw tokens and is meant for `restore` alone. */
export interface RealmSnapshot {
  readonly id: string;
  readonly takenAtMs: number;
}

/** The realm by HTTPS: the same realm, and tokens of one address are good at the other. */
export interface SecureAddresses {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly apiUrl: string;
  /**
   * Certificate of the authority that a client must trust, in PEM; for n8n in the file that
   * NODE_EXTRA_CA_CERTS names.
   */
  readonly certificateAuthority: string;
}

/** One isolated issuer on the provider. */
export interface Realm {
  readonly name: string;
  /** Decides everything random on the realm: with the same seed the same things happen. */
  readonly seed: number;
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly revocationUrl: string;
  readonly introspectionUrl: string;
  readonly userinfoUrl: string;
  /**
   * Base of the API behind the realm; an item is at `${apiUrl}/items/<id>` (GET reads it, POST has
   * a side effect).
   */
  readonly apiUrl: string;
  /** Opens an HTTPS address for the realm, once; needed for the faults of certificates. */
  secure(): Promise<SecureAddresses>;
  /** As it is now, with what faults have laid over it. */
  readonly policy: Policy;
  /**
   * Changes settings on the running realm; recorded in the ledger.
   * @throws ProviderError when the result is no policy
   */
  changePolicy(change: PolicyInput): void;
  /**
   * Replaces the whole policy by that of a preset; recorded in the ledger.
   * @throws ProviderError on an unknown preset or variant
   */
  usePreset(choice: PresetChoice): void;
  /** Name of the preset the policy began as, if it did. */
  readonly preset: PresetName | undefined;
  readonly clock: RealmClock;
  /** @throws ProviderError when the name is taken */
  registerClient(name: string, options?: ClientOptions): RegisteredClient;
  readonly clients: readonly Pick<RegisteredClient, 'name' | 'id'>[];
  /** Hears every event from now on, in order; returns the way to stop. */
  listen(listener: (event: RealmEvent) => void): () => void;
  /** Puts a fault in force at once. @throws ProviderError on an unknown name or bad options */
  inject(name: FaultName, options?: Readonly<Record<string, unknown>>): FaultHandle;
  /**
   * Ends one fault, or all. Returns those that were in force. What a fault destroyed stays
   * destroyed.
   */
  heal(id?: string): readonly FaultHandle[];
  readonly faults: readonly FaultHandle[];
  /** Arms a gate; resolves when it opened or timed out. */
  gate(
    options: GateOptions,
    signal?: AbortSignal,
  ): Promise<{ readonly complete: boolean; readonly arrived: number }>;
  /**
   * Holds each refresh request at that point until the promise made for it resolves; `gone` aborts
   * when its client hangs up. Returns the way to stop.
   */
  hold(
    at: HoldPoint,
    until: (request: RequestRecord, gone: AbortSignal) => Promise<void>,
  ): () => void;
  /**
   * Names a raw token without keeping it. `foreign`: not issued here. `absent`: not a non-empty
   * string.
   */
  identify(rawToken: unknown): TokenRef | 'foreign' | 'absent';
  /** The newest live tokens of the client's newest consent, or null when it has none. */
  livePair(client: string): LivePair | null;
  /** Every consent, newest first. */
  grants(): readonly FamilySummary[];
  /**
   * Ends live tokens of one consent, or of all.
   * @throws ProviderError when there is no such consent
   */
  endGrants(how: {
    readonly state: 'expired' | 'revoked';
    readonly kinds?: readonly TokenKind[];
    readonly family?: string;
  }): void;
  /** @throws ProviderError on a query that makes no sense */
  ledger(query?: LedgerQuery): LedgerPage;
  /** Remembers everything as it is now; kept until the realm is dropped. */
  snapshot(): RealmSnapshot;
  readonly snapshots: readonly RealmSnapshot[];
  /**
   * Puts everything back as it was: tokens, clients, policy, clocks, faults in force (their turns
   * begin anew). The ledger goes on.
   * @throws ProviderError when there is no such snapshot
   */
  restore(id: string): void;
  /** Forgets every consent, token and client, heals every fault, and begins anew. */
  reset(): void;
  /**
   * Names of the realm's raw tokens, codes and secrets that occur in a text; empty when none does.
   */
  findSecrets(text: string): readonly string[];
}

/** How a realm begins. */
export interface RealmCreation {
  readonly seed?: number;
  /** Realm time at which it begins, milliseconds since the epoch; now unless told otherwise. */
  readonly startsAtMs?: number;
}
