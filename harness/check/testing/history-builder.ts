import type { EventOf, HistoryEvent, HistoryEventBody, Phase } from '../../model/event.ts';
import { History } from '../../model/history.ts';
import type { TokenRef } from '../views/token-ref.ts';
import {
  access,
  authorizationRequest,
  formOf,
  headOf,
  MEMBERS,
  OTHER_ROWS,
  refresh,
  TOKEN_REQUEST_FORM,
  type ExecutionFields,
  type FaultOptions,
  type Head,
  type Reply,
  type Request,
  type Standing,
  type StartFields,
} from './story-defaults.ts';

/**
 * Builds a history for tests, event by event, 10 ms apart unless told to wait. Every method returns
 * the builder, or the number of an exchange.
 */
export class HistoryBuilder {
  readonly #events: HistoryEvent[] = [];
  readonly #started = new Map<string, EventOf<'execution-started'>>();
  readonly #receipts = new Map<string, string>();
  #at = 0;
  #exchange = 0;
  #phase: Phase = 'steady';

  add(body: HistoryEventBody): this {
    this.#at += 10;
    const event: HistoryEvent = { n: this.#events.length + 1, at: this.#at, ...body };
    if (event.type === 'execution-started') this.#started.set(event.key, event);
    this.#events.push(event);
    return this;
  }

  wait(ms: number): this {
    this.#at += ms;
    return this;
  }

  scenario(overrides: Partial<Head> = {}): this {
    return this.add(headOf(overrides));
  }

  phase(phase: Phase): this {
    this.#phase = phase;
    return this.add({ type: 'phase', phase });
  }

  /** Adds the exchange of an authorization code for the first tokens of a family. */
  connect(family = 'f1', client = 'main', scope = 'read'): this {
    this.authorize({ client, requestedScope: scope });
    const exchange = this.ask({ client, grantType: 'authorization_code' });
    return this.answer(exchange, {
      issued: { access: access(1, family), refresh: refresh(1, family), scope },
      members: MEMBERS,
    }).add({ type: 'connect', credential: client, ok: true });
  }

  /** Adds an authorization request that the provider answers with a code. */
  authorize(request: Request = {}): this {
    this.#exchange += 1;
    const exchange = this.#exchange;
    this.add({ ...authorizationRequest(exchange), ...request });
    return this.answer(exchange, { endpoint: 'authorize', status: 302 });
  }

  start(key: string, fields: StartFields = {}): this {
    const credential = fields.credential ?? 'main';
    return this.add({
      type: 'execution-started',
      key,
      workflow: credential,
      credential,
      phase: this.#phase,
      items: [`${key}.1`],
      ...fields,
    });
  }

  /** Ends an execution. A success gives what the API answered, when it answered for every item. */
  finish(key: string, fields: ExecutionFields = {}): this {
    const started = this.#started.get(key);
    if (started === undefined) throw new RangeError(`Execution ${key} was not started.`);
    const { workflow, credential, phase, items, at } = started;
    return this.add({
      type: 'execution',
      key,
      workflow,
      credential,
      phase,
      items,
      status: 'success',
      durationMs: this.#at - at,
      leaks: [],
      machine: { lagMs: 20, loadPerCore: 0.5 },
      ...this.#outputOf(items, fields.status),
      ...fields,
    });
  }

  #outputOf(items: readonly string[], status = 'success'): ExecutionFields {
    const results = items.flatMap((item) => {
      const receipt = this.#receipts.get(item);
      return receipt === undefined ? [] : [{ item, receipt }];
    });
    return status === 'success' && results.length === items.length ? { results } : {};
  }

  /** Adds a complete execution whose items are accepted. */
  run(key: string): this {
    return this.start(key).api(`${key}.1`, access(1)).finish(key);
  }

  /** Adds a request to the token endpoint that is not answered yet. Returns its exchange number. */
  ask(request: Request = {}): number {
    this.#exchange += 1;
    this.add({
      type: 'request',
      exchange: this.#exchange,
      endpoint: 'token',
      method: 'POST',
      path: '/token',
      client: 'main',
      form: TOKEN_REQUEST_FORM,
      ...request,
    });
    return this.#exchange;
  }

  /** Adds a refresh that is not answered yet. Returns its exchange number. */
  askRefresh(token: TokenRef, standing: Standing = 'live', request: Request = {}): number {
    return this.ask({
      grantType: 'refresh_token',
      presented: { kind: 'refresh', standing, ref: token },
      ...request,
    });
  }

  answer(exchange: number, reply: Reply = {}): this {
    return this.add({
      type: 'reply',
      exchange,
      endpoint: 'token',
      outcome: 'http',
      delivered: true,
      status: 200,
      contentType: 'application/json',
      faults: [],
      ...reply,
    });
  }

  /** Adds a successful refresh from one token generation to another, answered at once. */
  refresh(
    from: number,
    to: number,
    {
      family = 'f1',
      reply = {},
      request = {},
    }: { family?: string; reply?: Reply; request?: Request } = {},
  ): this {
    const exchange = this.askRefresh(refresh(from, family), 'live', request);
    return this.answer(exchange, {
      issued: { access: access(to, family), refresh: refresh(to, family), scope: 'read' },
      members: { token_type: MEMBERS.token_type },
      ...reply,
    });
  }

  /** Adds a refresh that the provider refuses. */
  refused(token: TokenRef, standing: Standing, reply: Reply = {}): this {
    const exchange = this.askRefresh(token, standing);
    return this.answer(exchange, { status: 400, error: 'invalid_grant', ...reply });
  }

  /** Adds an API call. It is accepted unless the token is not live or `reply` says otherwise. */
  api(
    item: string,
    token: TokenRef,
    standing: Standing = 'live',
    reply: Reply = {},
    request: Request = {},
  ): this {
    this.#exchange += 1;
    const ok = reply.accepted ?? standing === 'live';
    const receipt = reply.receipt ?? `receipt-${this.#exchange}`;
    if (ok) this.#receipts.set(item, receipt);
    this.add({
      type: 'request',
      exchange: this.#exchange,
      endpoint: 'resource',
      method: 'POST',
      path: `/items/${item}`,
      client: 'main',
      item,
      presented: { kind: 'access', standing, ref: token },
      form: formOf(item),
      ...request,
    });
    return this.add({
      type: 'reply',
      exchange: this.#exchange,
      endpoint: 'resource',
      outcome: 'http',
      delivered: true,
      status: ok ? 200 : 401,
      accepted: ok,
      faults: [],
      ...(ok ? { receipt } : { error: 'invalid_token' }),
      ...reply,
    });
  }

  inject(fault: string, id: string, actsOn = 'resource', options: FaultOptions = {}): this {
    return this.add({ type: 'fault', fault, id, state: 'begin', actsOn, options });
  }

  heal(fault: string, id: string, by = 'plan'): this {
    return this.add({
      type: 'fault',
      fault,
      id,
      state: 'healed',
      actsOn: 'resource',
      options: {},
      by,
    });
  }

  /** Records that a fault of the target was met. */
  met(fault: string, id: string, note = 'as told'): this {
    return this.add({
      type: 'fault',
      fault,
      id,
      state: 'met',
      actsOn: 'process',
      options: {},
      note,
    });
  }

  process(process: string, state: EventOf<'process'>['state']): this {
    return this.add({ type: 'process', process, state, pid: 4711 });
  }

  /** Records what a process did with the lock of a credential. */
  lock(process: string | undefined, state: EventOf<'lock'>['state'], credential = 'main'): this {
    return this.add({
      type: 'lock',
      credential,
      state,
      ...(process === undefined ? {} : { process }),
    });
  }

  probe(
    stored: Pick<EventOf<'stored-credential'>, 'access' | 'refresh'>,
    live: EventOf<'stored-credential'>['live'],
    fields: Readonly<Record<string, string>> = { clientId: 'd1', scope: 'd2' },
    credential = 'main',
  ): this {
    return this.add({
      type: 'stored-credential',
      credential,
      ...stored,
      fields,
      members: MEMBERS,
      live,
    });
  }

  /** Adds a probe that finds the newest token pair of a family, stored and live. */
  probeNewest(generation: number, family = 'f1', credential = 'main'): this {
    const pair = { access: access(generation, family), refresh: refresh(generation, family) };
    return this.probe(pair, { family, ...pair, scope: 'read' }, undefined, credential);
  }

  end(): this {
    return this.add(OTHER_ROWS)
      .add({ type: 'leak-scan', place: 'client-log', characters: 5_000, leaks: [] })
      .add({ type: 'leak-scan', place: 'history', characters: 20_000, leaks: [] })
      .add({ type: 'end', reason: 'completed' });
  }

  build(): History {
    return new History([...this.#events]);
  }
}

export const story = (overrides: Partial<Head> = {}): HistoryBuilder =>
  new HistoryBuilder().scenario(overrides);
