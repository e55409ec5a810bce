import type { RealmEvent } from '../../mock-provider/index.ts';
import type { EventOf } from '../model/event.ts';

type Request = Extract<RealmEvent, { type: 'request' }>;
type Reply = Extract<RealmEvent, { type: 'reply' }>;
type Kind = keyof EventOf<'load-end'>['leftOut'];
export type TrafficBucket = Omit<EventOf<'load-traffic'>, 'n' | 'at' | 'type'>;

/** Which exchanges under load are events. */
export interface Sampling {
  /** Of calls that the API accepted at once, every so many. */
  readonly every: number;
  /** At most so many of each kind. */
  readonly most: number;
}

/** What is not told before its reply decides whether it is. */
type Held = RealmEvent[];

/**
 * Counts all that the provider sees under load, in buckets, and lets only a part of it become
 * events: every token request and every refusal, as long as they are not too many, and samples of
 * calls that were simply accepted. The first refusal of each token is always an event: it begins an
 * expiry.
 */
export class SampledTraffic {
  readonly #sampling: Sampling;
  readonly #emit: (bucket: TrafficBucket) => void;
  readonly #bucketMs: number;
  readonly #held = new Map<number, Held>();
  readonly #dropped = new Set<number>();
  readonly #refreshing = new Set<number>();
  readonly #refusedTokens = new Set<string>();
  readonly #seen: Record<Kind, number> = { accepted: 0, refused: 0, token: 0 };
  readonly #leftOut: Record<Kind, number> = { accepted: 0, refused: 0, token: 0 };
  #bucket: TrafficBucket | undefined;
  #startedAt: number | undefined;

  constructor(bucketMs: number, sampling: Sampling, emit: (bucket: TrafficBucket) => void) {
    this.#bucketMs = bucketMs;
    this.#sampling = sampling;
    this.#emit = emit;
  }

  /** From now on there is load. */
  begin(at: number): void {
    this.#startedAt = at;
  }

  /** The load is over: what follows becomes an event as always. Returns how many did not. */
  end(): Readonly<Record<Kind, number>> {
    this.#flush();
    this.#startedAt = undefined;
    return this.#leftOut;
  }

  /** What of it the history keeps. */
  admit(event: RealmEvent, at: number): readonly RealmEvent[] {
    if (event.type === 'request') return this.#request(event, at);
    if (event.type === 'reply') return this.#reply(event, at);
    if (event.type !== 'ledger' || event.exchange === undefined) return [event];
    if (this.#dropped.has(event.exchange)) return [];
    const held = this.#held.get(event.exchange);
    if (held === undefined) return [event];
    held.push(event);
    return [];
  }

  #request(request: Request, at: number): readonly RealmEvent[] {
    if (this.#startedAt === undefined) return [request];
    const { exchange, endpoint, grantType, presented } = request;
    if (endpoint !== 'resource') {
      if (endpoint === 'token') this.#at(at).tokenRequests += 1;
      if (grantType === 'refresh_token') this.#refreshing.add(exchange);
      return this.#unlessTooMany('token', exchange, request);
    }
    if (presented?.standing === 'live') {
      this.#held.set(exchange, [request]);
      return [];
    }
    const token = presented?.ref?.fingerprint ?? '';
    if (!this.#refusedTokens.has(token)) {
      this.#refusedTokens.add(token);
      return [request];
    }
    return this.#unlessTooMany('refused', exchange, request);
  }

  #unlessTooMany(kind: Kind, exchange: number, event: RealmEvent): readonly RealmEvent[] {
    this.#seen[kind] += 1;
    if (this.#seen[kind] <= this.#sampling.most) return [event];
    this.#leftOut[kind] += 1;
    this.#dropped.add(exchange);
    return [];
  }

  #reply(reply: Reply, at: number): readonly RealmEvent[] {
    const { exchange } = reply;
    this.#count(reply, at);
    if (this.#dropped.delete(exchange)) return [];
    const held = this.#held.get(exchange);
    if (held === undefined) return [reply];
    this.#held.delete(exchange);
    const all = [...held, reply];
    if (reply.accepted !== true || reply.faults.length > 0) {
      const kept = this.#unlessTooMany('refused', exchange, reply);
      this.#dropped.delete(exchange);
      return kept.length === 0 ? [] : all;
    }
    this.#seen.accepted += 1;
    if ((this.#seen.accepted - 1) % this.#sampling.every === 0) return all;
    this.#leftOut.accepted += 1;
    return [];
  }

  #count({ exchange, endpoint, accepted, issued }: Reply, at: number): void {
    const refreshed = this.#refreshing.delete(exchange) && issued?.access !== undefined;
    if (this.#startedAt === undefined) return;
    if (endpoint === 'resource') this.#at(at)[accepted === true ? 'accepted' : 'refused'] += 1;
    else if (refreshed) this.#at(at).refreshed += 1;
  }

  #at(at: number): Writable {
    const index = Math.max(0, Math.floor((at - (this.#startedAt ?? at)) / this.#bucketMs));
    if (this.#bucket?.index !== index) {
      this.#flush();
      this.#bucket = { index, accepted: 0, refused: 0, tokenRequests: 0, refreshed: 0 };
    }
    return this.#bucket;
  }

  #flush(): void {
    if (this.#bucket !== undefined) this.#emit(this.#bucket);
    this.#bucket = undefined;
  }
}

type Writable = { -readonly [K in keyof TrafficBucket]: TrafficBucket[K] };
