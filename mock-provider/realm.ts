import type { ServerResponse } from 'node:http';
import type { JWK } from 'oauth2-mock-server';
import type { FaultHandle, GateOptions, Realm, RegisteredClient } from './api.ts';
import { VirtualClock } from './clock.ts';
import { FaultChain } from './fault-chain.ts';
import { faultRealm } from './fault-realm.ts';
import type { FaultName } from './faults/index.ts';
import { Gates, type GateResult } from './gate.ts';
import { handleExchange, oneAtATime, type Answering } from './handle-exchange.ts';
import { JwtIssuer } from './jwt-issuer.ts';
import { parsePolicy } from './parse-policy.ts';
import type { Policy, PolicyInput } from './policy.ts';
import { PolicyStack } from './policy-stack.ts';
import { RawTokenSource } from './raw-token.ts';
import { newRealmState, type RealmState } from './realm-state.ts';
import { receive, type RawRequest } from './receive.ts';
import type { LivePair, RealmEvent } from './records.ts';
import { replyRecord } from './reply-record.ts';
import { oauthError, type Reply } from './reply.ts';
import { routeOf } from './router.ts';
import type { TokenRef } from './token-ref.ts';
import { writeReply } from './write-reply.ts';

export interface RealmOptions {
  readonly policy?: PolicyInput;
  readonly seed?: number;
  readonly key: JWK;
}

/** A realm with the door through which the server hands it requests. */
export class ServedRealm implements Realm {
  readonly name: string;
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly revocationUrl: string;
  readonly apiUrl: string;
  readonly #state: RealmState;
  readonly #answering: Answering;
  readonly #listeners = new Set<(event: RealmEvent) => void>();
  readonly #dropped = new AbortController();
  #exchanges = 0;

  /** @throws ProviderError on a bad policy */
  constructor(name: string, providerUrl: string, options: RealmOptions) {
    const issuer = `${providerUrl}/${name}`;
    this.name = name;
    this.issuer = issuer;
    this.authorizationUrl = `${issuer}/authorize`;
    this.tokenUrl = `${issuer}/token`;
    this.revocationUrl = `${issuer}/revoke`;
    this.apiUrl = `${issuer}/api`;
    const clock = new VirtualClock({
      moved: (which, offsetMs) => {
        this.#emit({ type: 'realm-clock', clock: which, offsetMs });
        this.#state.grants.clocksMoved();
      },
    });
    const parts = { issuer, clock, policy: new PolicyStack(name, parsePolicy(name, options.policy ?? {})), rawTokens: new RawTokenSource(name, options.seed), jwt: new JwtIssuer(issuer, options.key) };
    this.#state = newRealmState(parts, (entry) => this.#emit({ type: 'ledger', ...entry }));
    this.#answering = { state: this.#state, faults: new FaultChain(faultRealm(this.#state)), gates: new Gates((event) => this.#emit(event)), oneAtATime: oneAtATime() };
  }

  get policy(): Policy {
    return this.#state.policy.effective;
  }

  get clock(): VirtualClock {
    return this.#state.clock;
  }

  get faults(): readonly FaultHandle[] {
    return this.#answering.faults.handles;
  }

  changePolicy(change: PolicyInput): void {
    this.#state.policy.change(change);
    this.#state.ledger.add({ action: 'policy-changed', cause: JSON.stringify(change) });
  }

  registerClient(name: string): RegisteredClient {
    return this.#state.clients.register(name, this.#state.rawTokens, this.#state.secrets);
  }

  listen(listener: (event: RealmEvent) => void): () => void {
    // One function may listen twice; each gets its own way to stop.
    const own = (event: RealmEvent): void => listener(event);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  inject(name: FaultName, options?: Readonly<Record<string, unknown>>): FaultHandle {
    return this.#answering.faults.inject(name, options);
  }

  heal(id?: string): readonly FaultHandle[] {
    return this.#answering.faults.heal(id);
  }

  async gate(options: GateOptions, signal?: AbortSignal): Promise<GateResult> {
    return this.#answering.gates.arm(options, signal === undefined ? this.#dropped.signal : AbortSignal.any([signal, this.#dropped.signal]));
  }

  identify(rawToken: unknown): TokenRef | 'foreign' | 'absent' {
    if (typeof rawToken !== 'string' || rawToken === '') return 'absent';
    return this.#state.grants.find(rawToken)?.token.ref ?? 'foreign';
  }

  livePair(client: string): LivePair | null {
    return this.#state.grants.livePair(client);
  }

  findSecrets(text: string): readonly string[] {
    return this.#state.secrets.find(text);
  }

  /** Answers one request and records it. Rejects only when a listener throws. */
  async serve(request: RawRequest, response: ServerResponse): Promise<void> {
    const left = new AbortController();
    const signal = AbortSignal.any([left.signal, this.#dropped.signal]);
    response.once('close', () => left.abort());
    this.#dropped.signal.addEventListener('abort', () => response.destroy(), { signal: left.signal });
    const route = routeOf(request.path);
    this.#exchanges += 1;
    const exchange = receive(this.#state, this.#exchanges, route, request, signal);
    this.#emit({ type: 'request', ...exchange.record });
    const reply: Reply = await handleExchange(this.#answering, route, exchange).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error));
      return oauthError(500, 'server_error', 'The provider made a mistake.');
    });
    const clock = route.endpoint === 'resource' ? 'resource' : 'issuer';
    const nowMs = this.clock.now(clock);
    const written = await writeReply(response, reply, new Date(nowMs), signal);
    this.#emit({ type: 'reply', ...replyRecord(exchange, reply, written, nowMs) });
  }

  /** Ends everything that is still open: gates, hanging replies, connections. */
  drop(): void {
    this.#dropped.abort();
    this.#listeners.clear();
  }

  #emit(event: RealmEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
