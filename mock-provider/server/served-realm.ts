import { randomInt } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { FaultChain } from '../faults/engine/fault-chain.ts';
import type { FaultHandle } from '../faults/engine/fault-handle.ts';
import type { FaultName } from '../faults/index.ts';
import type { ClientOptions, RegisteredClient } from '../model/client.ts';
import type { GateOptions, HoldPoint } from '../model/hold.ts';
import type { LedgerPage, LedgerQuery } from '../model/ledger.ts';
import type { Order } from '../model/order.ts';
import type { FamilySummary, LivePair, RealmEvent } from '../model/records.ts';
import type { TokenRef } from '../model/token-ref.ts';
import { PolicyStack } from '../policy/policy-stack.ts';
import type { Policy, PolicyInput } from '../policy/policy.ts';
import type { PresetChoice } from '../policy/preset-choice.ts';
import type { PresetName } from '../policy/presets/index.ts';
import { keepRealm, recallRealm, type KeptRealm } from '../realm/kept-realm.ts';
import { forgetEverything, recallMemory, takeMemory } from '../realm/realm-memory.ts';
import { newRealmState, type RealmState } from '../realm/realm-state.ts';
import type { Realm, RealmSnapshot, SecureAddresses } from '../realm/realm.ts';
import { registerClient, renewSecret } from '../realm/register-client.ts';
import { goesOnAt, VirtualClock } from '../store/clock.ts';
import { JwtIssuer } from '../store/jwt-issuer.ts';
import { RawTokenSource } from '../store/raw-token.ts';
import { routeOf } from '../wire/router.ts';
import { chosenTokens } from './chosen-tokens.ts';
import { clientAddresses } from './client-addresses.ts';
import { faultRealm } from './fault-realm.ts';
import { Gates, type GateResult } from './gate.ts';
import { answerExchange, type Answering } from './handle-exchange.ts';
import { type Hold, Holds } from './holds.ts';
import { identifyToken } from './identify-token.ts';
import { Listeners } from './listeners.ts';
import { Masker } from './masking/masker.ts';
import { OpenResponses } from './open-responses.ts';
import { choosePolicy, type RealmOptions } from './realm-options.ts';
import { receive } from './receive.ts';
import { replyRecord } from './reply-record.ts';
import { Snapshots } from './snapshots.ts';
import { ValueDigests } from './value-digests.ts';
import { type ServedRequest, WireRecorder } from './wire-recorder.ts';

/** A realm as the server uses it: `serve` answers its requests. */
export class ServedRealm implements Realm {
  readonly name: string;
  readonly seed: number;
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly revocationUrl: string;
  readonly introspectionUrl: string;
  readonly userinfoUrl: string;
  readonly apiUrl: string;
  readonly #state: RealmState;
  readonly #answering: Answering;
  readonly #listeners = new Listeners<RealmEvent>();
  readonly #dropped = new AbortController();
  readonly #open = new OpenResponses();
  readonly #answer: RealmOptions['answer'];
  readonly #snapshots: Snapshots;
  readonly #digests = new ValueDigests();
  readonly #wire: WireRecorder;
  #preset: PresetName | undefined;
  #exchanges = 0;

  /** @throws ProviderError on a bad policy */
  constructor(name: string, providerUrl: string, options: RealmOptions) {
    const issuer = `${providerUrl}/${name}`;
    this.name = name;
    this.#snapshots = new Snapshots(name);
    this.issuer = issuer;
    const { authorizationUrl, tokenUrl, apiUrl } = clientAddresses(issuer);
    this.authorizationUrl = authorizationUrl;
    this.tokenUrl = tokenUrl;
    this.apiUrl = apiUrl;
    this.revocationUrl = `${issuer}/revoke`;
    this.introspectionUrl = `${issuer}/introspect`;
    this.userinfoUrl = `${issuer}/userinfo`;
    this.#answer = options.answer;
    this.seed = options.seed ?? randomInt(2 ** 32);
    const clock = new VirtualClock(
      {
        moved: (which, offsetMs) => {
          this.#emit({ type: 'realm-clock', clock: which, offsetMs });
          this.#state.grants.clocksMoved();
        },
      },
      options.kept === undefined ? options.startsAtMs : goesOnAt(options.kept.clock),
    );
    const { policy, preset } = choosePolicy(name, options.policy ?? {});
    this.#preset = preset;
    const parts = {
      issuer,
      clock,
      policy: new PolicyStack(name, policy),
      rawTokens: new RawTokenSource(name, options.seed),
      jwt: new JwtIssuer(options.key),
      seed: this.seed,
    };
    this.#state = newRealmState(parts, (entry) => this.#emit({ type: 'ledger', ...entry }));
    const masker = options.recordWire === true && new Masker(this.#state.secrets, issuer);
    this.#wire = new WireRecorder(name, masker || undefined);
    const chain = new FaultChain({
      realm: faultRealm(this.#state),
      seed: this.seed,
      ownFaults: options.ownFaults,
      afterMs: (ms, callback) => clock.at(clock.now() + ms, callback),
      ended: (fault, by) => this.#emit({ type: 'fault-ended', fault, by }),
    });
    this.#answering = {
      state: this.#state,
      faults: chain,
      gates: new Gates((event) => this.#emit(event)),
      holds: new Holds(),
    };
    if (options.kept !== undefined) {
      recallRealm(this.#answering, options.kept);
      this.#preset = options.kept.preset;
    }
  }

  /** All that another provider needs to continue this realm, raw tokens and secrets included. */
  get kept(): KeptRealm {
    return keepRealm({ name: this.name, preset: this.#preset, ...this.#answering });
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

  usePreset(choice: PresetChoice): void {
    const { policy, preset } = choosePolicy(this.name, choice);
    this.#state.policy.replace(policy);
    this.#preset = preset;
    this.#state.ledger.add({ action: 'policy-changed', cause: JSON.stringify(choice) });
  }

  get preset(): PresetName | undefined {
    return this.#preset;
  }

  registerClient(name: string, options: ClientOptions = {}): RegisteredClient {
    return registerClient(this.#state, name, options);
  }

  renewSecret(name: string): RegisteredClient {
    return renewSecret(this.#state, name);
  }

  get clients(): readonly Pick<RegisteredClient, 'name' | 'id'>[] {
    return this.#state.clients.list.map(({ name, id }) => ({ name, id }));
  }

  grants(): readonly FamilySummary[] {
    return this.#state.grants.summaries();
  }

  endGrants({ state, ...which }: Parameters<Realm['endGrants']>[0]): void {
    const tokens = chosenTokens(this.#state.grants, this.name, which);
    this.#state.grants.end(tokens, state, [], { cause: 'operator' });
  }

  ledger(query?: LedgerQuery): LedgerPage {
    return this.#state.ledger.query(query);
  }

  snapshot(): RealmSnapshot {
    return this.#snapshots.take({
      takenAtMs: this.clock.now(),
      memory: takeMemory(this.#state),
      faults: this.#answering.faults.lasting,
      preset: this.#preset,
    });
  }

  get snapshots(): readonly RealmSnapshot[] {
    return this.#snapshots.list;
  }

  restore(id: string): void {
    const kept = this.#snapshots.find(id);
    this.heal();
    recallMemory(this.#state, kept.memory);
    this.#preset = kept.preset;
    for (const { name, options } of kept.faults) this.inject(name, options);
  }

  reset(): void {
    this.heal();
    forgetEverything(this.#state);
  }

  listen(listener: (event: RealmEvent) => void): () => void {
    return this.#listeners.add(listener);
  }

  inject(name: FaultName, options?: Readonly<Record<string, unknown>>): FaultHandle {
    return this.#answering.faults.inject(name, options);
  }

  heal(id?: string): readonly FaultHandle[] {
    return this.#answering.faults.heal(id);
  }

  async gate(options: GateOptions, signal?: AbortSignal): Promise<GateResult> {
    const over = [this.#dropped.signal, ...(signal === undefined ? [] : [signal])];
    return this.#answering.gates.arm(options, AbortSignal.any(over));
  }

  hold(at: HoldPoint, until: Hold['until']): () => void {
    return this.#answering.holds.add(at, until);
  }

  identify(rawToken: unknown): TokenRef | 'foreign' | 'absent' {
    return identifyToken(this.#state.grants, rawToken);
  }

  livePair(client: string): LivePair | null {
    return this.#state.grants.livePair(client);
  }

  digest(value: unknown, member = ''): string {
    return this.#digests.ofMember(member, value);
  }

  placeOrder(order: Order): Disposable {
    return this.#state.orders.place(order);
  }

  findSecrets(text: string): readonly string[] {
    const { secrets, oneTimeValues } = this.#state;
    const found = secrets.find(text);
    return oneTimeValues.hasVerifier(text) ? [...found, 'code verifier'] : found;
  }

  async secure(): Promise<SecureAddresses> {
    const { url, authority } = await this.#state.tls.open({
      request: this.#answer,
      turnedAway: (flaw) => this.#turnedAway(flaw),
    });
    return { ...clientAddresses(`${url}/${this.name}`), certificateAuthority: authority };
  }

  /**
   * Records a client that ended its connection because of the certificate. Without a certificate
   * fault nothing is recorded, because browsers open and close such connections all the time.
   */
  #turnedAway(flaw: string | undefined): void {
    if (flaw === undefined || this.#dropped.signal.aborted) return;
    this.#exchanges += 1;
    const head = { exchange: this.#exchanges, endpoint: 'unknown' } as const;
    const ended = { outcome: 'aborted-by-client', delivered: false, faults: [flaw] } as const;
    this.#emit({ type: 'request', ...head, method: 'TLS', path: 'handshake' });
    this.#emit({ type: 'reply', ...head, ...ended });
  }

  /** Answers one request and records it. Rejects only when a listener throws. */
  async serve(request: ServedRequest, response: ServerResponse): Promise<void> {
    const signal = this.#open.add(response);
    const route = routeOf(request.path, request.query);
    this.#exchanges += 1;
    const exchange = receive(this.#state, this.#exchanges, route, request, signal);
    const record = this.#wire.add(exchange.record, request);
    this.#listeners.tell(() => ({ type: 'request', ...record }));
    const reply = await answerExchange(this.#answering, route, exchange);
    const nowMs = this.clock.now(route.endpoint === 'resource' ? 'resource' : 'issuer');
    const sending = this.#answering.holds.sending(exchange);
    const onTheWay = { date: new Date(nowMs), signal, sending };
    const told = await this.#wire.write(response, reply, onTheWay, record);
    const known = { nowMs, digests: this.#digests, secrets: this.#state.secrets };
    this.#listeners.tell(() => ({ type: 'reply', ...replyRecord(exchange, reply, told, known) }));
    await this.#answering.holds.delivered(exchange);
  }

  /** Ends everything that is still open: gates, unanswered requests and connections. */
  drop(): void {
    this.#dropped.abort();
    this.#open.end();
    this.#state.tls.close();
    this.#listeners.clear();
  }

  #emit(event: RealmEvent): void {
    this.#listeners.tell(() => event);
  }
}
