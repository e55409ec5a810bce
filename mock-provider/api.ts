import type { Policy, PolicyInput } from './policy.ts';
import type { FaultName } from './faults/index.ts';
import type { LivePair, RealmEvent } from './records.ts';
import type { TokenRef } from './token-ref.ts';

/** A client registered on a realm (RFC 6749 §2). The secret is a raw secret: hand it to the client under test and to nobody else. */
export interface RegisteredClient {
  readonly name: string;
  readonly id: string;
  readonly secret: string;
}

/** A fault in force. */
export interface FaultHandle {
  readonly id: string;
  readonly name: FaultName;
  readonly surface: string;
  /** Options after defaults were applied. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Where a gate holds requests: `resource` holds calls refused for their token, `token` holds refresh requests before they are carried out. */
export interface GateOptions {
  readonly at: 'resource' | 'token';
  readonly requests: number;
  /** Real milliseconds after which the gate opens although too few requests came. */
  readonly withinMs: number;
}

export type ClockName = 'issuer' | 'resource' | 'both';

/** The realm's virtual time. `issuer` stamps tokens, `resource` judges them; they differ only under a clock fault. */
export interface RealmClock {
  /** Milliseconds since the epoch, in realm time. */
  now(clock?: 'issuer' | 'resource'): number;
  /** Moves both clocks forward; whatever falls due in between happens, in order. */
  advance(ms: number): void;
  /** Sets how far one clock is off true realm time. */
  skew(clock: ClockName, offsetMs: number): void;
}

/** One isolated issuer on the provider. */
export interface Realm {
  readonly name: string;
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly revocationUrl: string;
  /** Base of the API behind the realm; an item is at `${apiUrl}/items/<id>` (GET reads it, POST has a side effect). */
  readonly apiUrl: string;
  /** As it is now, with what faults have laid over it. */
  readonly policy: Policy;
  /** Changes settings on the running realm; recorded in the ledger. @throws ProviderError when the result is no policy */
  changePolicy(change: PolicyInput): void;
  readonly clock: RealmClock;
  /** @throws ProviderError when the name is taken */
  registerClient(name: string): RegisteredClient;
  /** Hears every event from now on, in order; returns the way to stop. */
  listen(listener: (event: RealmEvent) => void): () => void;
  /** Puts a fault in force at once. @throws ProviderError on an unknown name or bad options */
  inject(name: FaultName, options?: Readonly<Record<string, unknown>>): FaultHandle;
  /** Ends one fault, or all. Returns those that were in force. What a fault destroyed stays destroyed. */
  heal(id?: string): readonly FaultHandle[];
  readonly faults: readonly FaultHandle[];
  /** Arms a gate; resolves when it opened or timed out. */
  gate(options: GateOptions, signal?: AbortSignal): Promise<{ readonly complete: boolean; readonly arrived: number }>;
  /** Names a raw token without keeping it. `foreign`: not issued here. `absent`: not a non-empty string. */
  identify(rawToken: unknown): TokenRef | 'foreign' | 'absent';
  /** The newest live tokens of the client's newest consent, or null when it has none. */
  livePair(client: string): LivePair | null;
  /** Names of the realm's raw tokens, codes and secrets that occur in a text; empty when none does. */
  findSecrets(text: string): readonly string[];
}

/** The world outside n8n. */
export interface Provider extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** @throws ProviderError on a bad policy (with a JSON pointer) or a name in use */
  createRealm(name: string, policy?: PolicyInput, options?: { readonly seed?: number }): Realm;
  /** Forgets a realm; open requests to it are closed. */
  dropRealm(name: string): void;
  close(): Promise<void>;
}

export interface ProviderOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
}
