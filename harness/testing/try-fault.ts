import type { z } from 'zod';
import type { HoldPoint, Realm, RealmEvent, RequestRecord } from '../../mock-provider/index.ts';
import { Holds } from '../../mock-provider/server/holds.ts';
import type { TargetFault, TargetFaultContext } from '../faults/engine/define-target-fault.ts';
import type { Held, HoldMoment } from '../model/hold.ts';
import type { SystemUnderTest } from '../model/system.ts';
import { CorrectClient } from '../reference-clients/correct-client.ts';

type Undo = (signal: AbortSignal) => Promise<void>;

/** A simulated refresh that passes the three points at which a provider can hold it. */
export class PassingRefresh {
  readonly #holds: Holds;
  readonly #passes: (exchange: number, point: HoldPoint) => void;
  readonly #left = new AbortController();
  readonly record: RequestRecord;

  /** @param passes told of each point before the refresh is held there */
  constructor(
    holds: Holds,
    { sender, exchange }: { readonly sender: string | undefined; readonly exchange: number },
    passes: (exchange: number, point: HoldPoint) => void,
  ) {
    this.#holds = holds;
    this.#passes = passes;
    this.record = {
      exchange,
      endpoint: 'token',
      method: 'POST',
      path: '/token',
      grantType: 'refresh_token',
      ...(sender === undefined ? {} : { sender }),
    };
  }

  /** Reaches a hold point; resolves when the refresh is released there. */
  at(point: HoldPoint): Promise<void> {
    this.#passes(this.record.exchange, point);
    return this.#holds.pass(point, { record: this.record, signal: this.#left.signal });
  }

  /** Passes all points, from the receipt of the request to the delivery of the answer. */
  async through(): Promise<void> {
    for (const point of ['refresh-received', 'refresh-answered', 'refresh-delivered'] as const)
      await this.at(point);
  }

  hangUp(): void {
    this.#left.abort();
  }

  get gone(): AbortSignal {
    return this.#left.signal;
  }
}

/**
 * Runs a single fault without a run. Records what the fault reports and how to undo it, as a run
 * would.
 */
export class FaultTrial {
  readonly met: string[] = [];
  /** The exchanges of the version, before each of which what is stored was read. */
  readonly exchanges: string[] = [];
  readonly failures: unknown[] = [];
  readonly endedBy: string[] = [];
  /** What an operator has done with the credential. */
  readonly operatorDid: string[] = [];
  /** How long the client makes an operator wait. */
  operatorWaitsFor: Promise<void> = Promise.resolve();
  readonly aborts = new AbortController();
  readonly context: TargetFaultContext;
  readonly #holds = new Holds();
  readonly #undos: Undo[] = [];
  readonly #strikes: Promise<void>[] = [];
  readonly #onSuccess = new Set<() => Promise<void>>();
  readonly #listeners = new Set<(event: RealmEvent) => void>();
  #refreshes = 0;
  #held: Held | undefined;

  /** @param realm a real one; without it refreshes are played with `refresh` */
  constructor(system: SystemUnderTest | undefined, realm?: Pick<Realm, 'hold' | 'listen'>) {
    const client = Object.assign(new CorrectClient(), system === undefined ? {} : { system });
    const held = (): Held | undefined => this.#held;
    this.context = {
      client,
      get held() {
        return held();
      },
      realm: realm ?? {
        hold: (at, until) => this.#holds.add(at, until),
        listen: (listener) => this.#listen(listener),
      },
      operator: {
        editScope: (scope) => this.#operatorDoes(`edit ${scope}`),
        mistypeTokenUrl: (mistyped) => this.#operatorDoes(`mistype ${mistyped}`),
        rename: (name) => this.#operatorDoes(`rename ${name}`),
        reconnect: () => this.#operatorDoes('reconnect'),
        deleteCredential: () => this.#operatorDoes('delete'),
        disconnect: () => this.#operatorDoes('disconnect'),
      },
      credentialId: 'credential-1',
      workflowIds: new Map([
        ['main', 'workflow-1'],
        ['cli', 'workflow-2'],
      ]),
      signal: this.aborts.signal,
      onSuccess: (listener) => {
        this.#onSuccess.add(listener);
        return () => void this.#onSuccess.delete(listener);
      },
      undo: (action) => void this.#undos.push(action),
      striking: (work) => void this.#strikes.push(work),
      end: async (by) => {
        this.endedBy.push(by);
        await this.undo();
      },
      exchangeVersion: async ({ from, to, data }, start) => {
        this.exchanges.push(`${from} to ${to} on ${data}`);
        await start();
      },
      met: (note) => void this.met.push(note),
      clockOffset: () => undefined,
      failed: (cause) => void this.failures.push(cause),
    };
  }

  /** Number of undo actions that have not run yet. */
  get toUndo(): number {
    return this.#undos.length;
  }

  /** Begins a fault with options in the form in which a scenario writes them. */
  begin<Options extends z.ZodObject>(
    fault: TargetFault<string, Options>,
    options: z.input<Options>,
  ): Promise<void> {
    return fault.begin(this.context, fault.options.parse(options));
  }

  refresh(sender?: string): PassingRefresh {
    return this.#passing(sender, (exchange) =>
      this.tell({ type: 'ledger', action: 'refreshed', realmTimeMs: 0, exchange }),
    );
  }

  /** A refresh that the provider answers with an error. */
  refusedRefresh(sender?: string): PassingRefresh {
    return this.#passing(sender, () => undefined);
  }

  /** From now on the plan holds this refresh. */
  holds({ record, gone }: PassingRefresh, at: HoldMoment): void {
    this.#held = { what: 'refresh', at, request: record, gone };
  }

  #passing(sender: string | undefined, carriedOut: (exchange: number) => void): PassingRefresh {
    this.#refreshes += 1;
    const head = { type: 'reply', endpoint: 'token', outcome: 'http', faults: [] } as const;
    const names = { sender, exchange: this.#refreshes };
    return new PassingRefresh(this.#holds, names, (exchange, point) => {
      if (point === 'refresh-answered') carriedOut(exchange);
      if (point === 'refresh-delivered') this.tell({ ...head, exchange, delivered: true });
    });
  }

  /** Plays an execution that succeeds. */
  async succeed(): Promise<void> {
    for (const listener of this.#onSuccess) await listener();
  }

  /** Sends an event of the realm to the listeners. */
  tell(event: RealmEvent): void {
    this.#listeners.forEach((listener) => listener(event));
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  async #operatorDoes(what: string): Promise<void> {
    await this.operatorWaitsFor;
    this.operatorDid.push(what);
  }

  #listen(listener: (event: RealmEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Undoes everything in reverse order, as healing does. */
  async undo(): Promise<void> {
    await Promise.allSettled(this.#strikes);
    for (let action = this.#undos.pop(); action !== undefined; action = this.#undos.pop())
      await action(new AbortController().signal);
  }
}
