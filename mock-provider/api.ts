import type { JSONWebKeySet } from 'jose';
import type { Policy, PolicyInput } from './policy.ts';
import type { FaultName } from './faults/index.ts';
import type { ProviderMemory } from './provider-memory.ts';
import type { PresetName } from './presets/index.ts';
import type { FamilySummary, LedgerAction, LivePair, NumberedLedgerEntry, RealmEvent, RequestRecord } from './records.ts';
import type { TokenKind, TokenRef } from './token-ref.ts';

/** A client registered on a realm (RFC 6749 §2). The secret is a raw secret: hand it to the client under test and to nobody else; the keys are public ones. */
export interface RegisteredClient {
  readonly name: string;
  readonly id: string;
  /** Empty for a public client (RFC 6749 §2.1). */
  readonly secret: string;
  readonly jwks?: JSONWebKeySet;
}

/** How a client is registered. */
export interface ClientOptions {
  /** `public`: it cannot keep a secret and is given none (RFC 6749 §2.1). */
  readonly type?: 'confidential' | 'public';
  /** Chosen id and secret; without them they are made. */
  readonly id?: string;
  readonly secret?: string;
  /** Public keys with which its signed assertions are verified (RFC 7523 §2.2, RFC 7591 §2). */
  readonly jwks?: JSONWebKeySet;
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

/** Where a refresh request is held: before anything is done about it, after it was carried out or refused and before its answer is sent, or when its answer is on the wire. A client that is gone when the first ends is not served. */
export type HoldPoint = 'refresh-received' | 'refresh-answered' | 'refresh-delivered';

/** The far end of a connection. */
export interface Peer {
  readonly address: string;
  readonly port: number;
}

export type ClockName = 'issuer' | 'resource' | 'both';

/** The realm's virtual time. `issuer` stamps tokens, `resource` judges them; they differ only under a clock fault. */
export interface RealmClock {
  /** Milliseconds since the epoch, in realm time. */
  now(clock?: 'issuer' | 'resource'): number;
  /** Moves both clocks forward; whatever falls due in between happens, in order. */
  advance(ms: number): void;
  /** Moves both clocks forward to a moment. @throws ProviderError when it is in the past */
  set(epochMs: number): void;
  /** Time stands still until it is unfrozen; `advance` and `set` still move it. */
  freeze(): void;
  unfreeze(): void;
  readonly frozen: boolean;
  /** Sets how far one clock is off true realm time. */
  skew(clock: ClockName, offsetMs: number): void;
  /** How far a clock is off true realm time, in milliseconds. */
  offset(clock: 'issuer' | 'resource'): number;
}

/** Which ledger entries are wanted; all conditions must hold. */
export interface LedgerQuery {
  /** Only entries after this sequence number. */
  readonly after?: number;
  /** At most so many, the oldest first; 1000 unless told otherwise. */
  readonly limit?: number;
  readonly action?: LedgerAction;
  readonly family?: string;
  readonly exchange?: number;
}

/** Entries of a ledger, oldest first. */
export interface LedgerPage {
  readonly entries: readonly NumberedLedgerEntry[];
  /** Sequence number of the oldest entry still kept: older ones were dropped. 0 when there is none. */
  readonly oldest: number;
  readonly newest: number;
}

/** Which policy a realm begins with: settings, or a preset with settings over it. */
export interface PresetChoice {
  readonly preset: PresetName;
  readonly variant?: string;
  /** ISO date: of variants with a date, the newest that holds then. */
  readonly at?: string;
  readonly policy?: PolicyInput;
}

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
  /** Certificate of the authority that a client must trust, in PEM; for n8n in the file that NODE_EXTRA_CA_CERTS names. */
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
  /** Base of the API behind the realm; an item is at `${apiUrl}/items/<id>` (GET reads it, POST has a side effect). */
  readonly apiUrl: string;
  /** Opens an HTTPS address for the realm, once; needed for the faults of certificates. */
  secure(): Promise<SecureAddresses>;
  /** As it is now, with what faults have laid over it. */
  readonly policy: Policy;
  /** Changes settings on the running realm; recorded in the ledger. @throws ProviderError when the result is no policy */
  changePolicy(change: PolicyInput): void;
  /** Replaces the whole policy by that of a preset; recorded in the ledger. @throws ProviderError on an unknown preset or variant */
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
  /** Ends one fault, or all. Returns those that were in force. What a fault destroyed stays destroyed. */
  heal(id?: string): readonly FaultHandle[];
  readonly faults: readonly FaultHandle[];
  /** Arms a gate; resolves when it opened or timed out. */
  gate(options: GateOptions, signal?: AbortSignal): Promise<{ readonly complete: boolean; readonly arrived: number }>;
  /** Holds each refresh request at that point until the promise made for it resolves; `gone` aborts when its client hangs up. Returns the way to stop. */
  hold(at: HoldPoint, until: (request: RequestRecord, gone: AbortSignal) => Promise<void>): () => void;
  /** Names a raw token without keeping it. `foreign`: not issued here. `absent`: not a non-empty string. */
  identify(rawToken: unknown): TokenRef | 'foreign' | 'absent';
  /** The newest live tokens of the client's newest consent, or null when it has none. */
  livePair(client: string): LivePair | null;
  /** Every consent, newest first. */
  grants(): readonly FamilySummary[];
  /** Ends live tokens of one consent, or of all. @throws ProviderError when there is no such consent */
  endGrants(how: { readonly state: 'expired' | 'revoked'; readonly kinds?: readonly TokenKind[]; readonly family?: string }): void;
  /** @throws ProviderError on a query that makes no sense */
  ledger(query?: LedgerQuery): LedgerPage;
  /** Remembers everything as it is now; kept until the realm is dropped. */
  snapshot(): RealmSnapshot;
  readonly snapshots: readonly RealmSnapshot[];
  /** Puts everything back as it was: tokens, clients, policy, clocks, faults in force (their turns begin anew). The ledger goes on. @throws ProviderError when there is no such snapshot */
  restore(id: string): void;
  /** Forgets every consent, token and client, heals every fault, and begins anew. */
  reset(): void;
  /** Names of the realm's raw tokens, codes and secrets that occur in a text; empty when none does. */
  findSecrets(text: string): readonly string[];
}

/** How a realm begins. */
export interface RealmCreation {
  readonly seed?: number;
  /** Realm time at which it begins, milliseconds since the epoch; now unless told otherwise. */
  readonly startsAtMs?: number;
}

/** The world outside n8n. */
export interface Provider extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, or with the host it was told to listen on, or the public URL it was given. */
  readonly url: string;
  /** Where it is controlled over HTTP; undefined when it was not asked for. */
  readonly control: ControlAccess | undefined;
  /** @throws ProviderError on a bad policy (with a JSON pointer) or a name in use */
  createRealm(name: string, policy?: PolicyInput | PresetChoice, options?: RealmCreation): Realm;
  /** Realms by name, oldest first. */
  readonly realms: readonly Realm[];
  realm(name: string): Realm | undefined;
  /** Forgets a realm; open requests to it are closed. */
  dropRealm(name: string): void;
  /** Everything with which `startProvider({ memory })` goes on after a restart; it holds every secret there is. */
  memory(): ProviderMemory;
  close(): Promise<void>;
}

/** The way to the control API. */
export interface ControlAccess {
  /** False where the console was left out. */
  readonly console: boolean;
  /** `<provider>/control/v1` */
  readonly url: string;
  /** For `Authorization: Bearer`; undefined when none is asked for. */
  readonly token: string | undefined;
}

/** Who may control the provider over HTTP. */
export interface ControlOptions {
  /** Without one it is made; `off` asks for none. */
  readonly token?: string;
  /** Names, with or without a port, under which it may be reached besides loopback and the address it listens on. */
  readonly allowedHosts?: readonly string[];
  /** False leaves the console out; it is there otherwise. */
  readonly console?: boolean;
}

export interface ProviderOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Address to listen on; 127.0.0.1 unless told otherwise. Anybody who reaches it can use it. */
  readonly host?: string;
  /** Offers the control API; without it there is none. */
  readonly control?: ControlOptions;
  /** Base of every URL that is told, where others reach the provider by another address than it listens on. */
  readonly publicUrl?: string;
  /** Names whoever is at the other end of a connection, for the records; asked once for each connection, while it is open. */
  readonly identifyPeer?: (peer: Peer) => string | undefined;
  /** What another provider remembered; its realms go on. */
  readonly memory?: ProviderMemory;
  /** Called after everything that may have changed what `memory()` gives: answered requests, realms created and dropped. */
  readonly onChange?: () => void;
}
