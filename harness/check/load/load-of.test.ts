import { describe, expect, it } from 'vitest';
import type { HistoryEvent, HistoryEventBody } from '../../model/event.ts';
import { History } from '../../model/history.ts';
import { loadOf } from './load-of.ts';
import { whyLoadVoid } from './why-load-void.ts';

const RATE = 20;
const BUCKET_MS = 500;
const PER_BUCKET = (RATE * BUCKET_MS) / 1_000;
const NOTHING_LEFT_OUT = { accepted: 0, refused: 0, token: 0 };

const ref = (fingerprint: string) =>
  ({ kind: 'access', family: 'f', generation: 1, fingerprint }) as const;

/** The history of a load, told by hand. */
class Told {
  readonly #events: HistoryEvent[] = [];
  #exchange = 0;

  constructor(thresholds: Readonly<Record<string, string[]>> = {}, durationMs = 10_000) {
    this.add(0, {
      type: 'load-begin',
      generator: 'autocannon',
      rate: RATE,
      durationMs,
      bucketMs: BUCKET_MS,
      thresholds,
      sampling: { every: 1, most: 100 },
    });
  }

  add(at: number, body: HistoryEventBody): this {
    this.#events.push({ n: this.#events.length + 1, at, ...body } as HistoryEvent);
    return this;
  }

  /** Calls that meet a dead token. */
  refused(at: number, token: string, standing: 'expired' | 'revoked' = 'expired'): this {
    this.#exchange += 1;
    return this.add(at, {
      type: 'request',
      exchange: this.#exchange,
      endpoint: 'resource',
      method: 'GET',
      path: '/items/1',
      presented: { kind: 'access', standing, ref: ref(token) },
    });
  }

  /** A refresh that brings a token, or is refused. */
  refreshed(at: number, token?: string, expiresInSeconds = 3_600): this {
    this.#exchange += 1;
    return this.add(at, {
      type: 'request',
      exchange: this.#exchange,
      endpoint: 'token',
      method: 'POST',
      path: '/token',
      grantType: 'refresh_token',
    }).add(at + 1, {
      type: 'reply',
      exchange: this.#exchange,
      endpoint: 'token',
      outcome: 'http',
      delivered: true,
      status: token === undefined ? 429 : 200,
      faults: [],
      ...(token === undefined ? {} : { expiresInSeconds, issued: { access: ref(token) } }),
    });
  }

  /** All buckets: as many answers as calls, but for those that are told. */
  buckets(ok: Readonly<Record<number, number>> = {}, length = 20): this {
    for (let index = 0; index < length; index += 1) {
      const good = ok[index] ?? PER_BUCKET;
      this.add(10_000, {
        type: 'load-calls',
        index,
        made: PER_BUCKET,
        ok: good,
        failed: Math.max(0, PER_BUCKET - good),
      });
    }
    return this;
  }

  end(end: Partial<Extract<HistoryEventBody, { type: 'load-end' }>> = {}): History {
    this.add(10_000, {
      type: 'load-end',
      ended: 'completed',
      leftOut: NOTHING_LEFT_OUT,
      ...end,
    });
    return new History(this.#events);
  }

  cutOff(): History {
    return new History(this.#events);
  }
}

const expiriesOf = (history: History) => loadOf(history)?.expiries;

describe('the expiries of a load', () => {
  it('are one for each token that calls meet, with its refreshes', () => {
    const told = new Told()
      .refused(2_100, 'a')
      .refused(2_110, 'a')
      .refreshed(2_120, 'b')
      .refused(6_000, 'b', 'revoked')
      .refreshed(6_010)
      .refreshed(6_020, 'c');
    expect(expiriesOf(told.buckets().end())).toEqual([
      { atMs: 2_100, refreshes: 1, failedCalls: 0, fullAfterMs: 0 },
      { atMs: 6_000, refreshes: 2, failedCalls: 0, fullAfterMs: 0 },
    ]);
  });

  it('are one for many tokens from before it: who refreshes for each call leaves many', () => {
    const told = new Told().refused(1_000, 'a');
    for (const token of ['b', 'c', 'd']) told.refreshed(1_010, token);
    for (const token of ['b', 'c', 'd']) told.refused(4_000, token);
    for (const token of ['e', 'f', 'g']) told.refreshed(4_010, token);
    expect(expiriesOf(told.buckets().end())?.map(({ refreshes }) => refreshes)).toEqual([3, 3]);
  });

  it('do not count a refresh that comes before the next token has ended', () => {
    const told = new Told().refused(1_000, 'a').refreshed(1_010, 'b', 2).refreshed(2_990, 'c', 2);
    const refreshes = (history: History) => expiriesOf(history)?.map((one) => one.refreshes);
    expect(refreshes(told.refused(4_999, 'c').refreshed(5_000, 'd', 2).buckets().end())).toEqual([
      1, 1,
    ]);
    const twice = new Told().refused(1_000, 'a').refreshed(1_010, 'b', 2).refreshed(1_200, 'c', 2);
    expect(refreshes(twice.buckets().end())).toEqual([2]);
  });

  it('last until as many calls succeed as before', () => {
    const told = new Told().refused(4_100, 'a').refreshed(4_110, 'b');
    const [expiry] = expiriesOf(told.buckets({ 8: 2, 9: 4, 10: 7 }).end()) ?? [];
    expect(expiry).toMatchObject({ failedCalls: 17, fullAfterMs: 1_400 });
  });

  it('have no end where throughput never comes back', () => {
    const few = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [index + 8, 3]));
    const told = new Told().refused(4_100, 'a');
    expect(expiriesOf(told.buckets(few).end())?.[0]).toMatchObject({ fullAfterMs: null });
  });

  it('are not decided where the load ends at once', () => {
    const told = new Told().refused(8_900, 'a');
    expect(expiriesOf(told.buckets().end())?.[0]).not.toHaveProperty('fullAfterMs');
  });
});

describe('the thresholds of a load', () => {
  const verdicts = (
    thresholds: Readonly<Record<string, string[]>>,
    tell: (told: Told) => History,
  ) => loadOf(tell(new Told(thresholds)))?.thresholds.map(({ verdict }) => verdict);

  it('hold or break by what was counted', () => {
    expect(
      verdicts(
        {
          http_req_failed: ['rate<0.01', 'rate<0.5'],
          http_req_duration: ['p(95)<100', 'p(95)<10'],
          expiries: ['count>=1'],
          refreshes_per_expiry: ['max<=1', 'avg==1'],
          dropped_iterations: ['count<1'],
        },
        (told) =>
          told
            .refused(4_100, 'a')
            .refreshed(4_110, 'b')
            .buckets({ 8: 2 })
            .end({ latencyMs: { 'p(95)': 40 } }),
      ),
    ).toEqual(['broken', 'held', 'held', 'broken', 'held', 'held', 'held', 'held']);
  });

  it('break where something never ended, and are unknown where nothing was measured', () => {
    const few = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [index + 8, 3]));
    const asked = { expiry_to_full_throughput: ['max<1000000'], http_req_duration: ['avg<1'] };
    expect(verdicts(asked, (told) => told.refused(4_100, 'a').buckets(few).end())).toEqual([
      'broken',
      'unknown',
    ]);
    expect(verdicts(asked, (told) => told.buckets().end())).toEqual(['unknown', 'unknown']);
  });
});

describe('a load proves nothing', () => {
  const why = (history: History) => whyLoadVoid(history, loadOf(history));

  it.each<[string, History, string | undefined]>([
    ['when it was cut off', new Told().refused(1_000, 'a').buckets().cutOff(), 'cut off'],
    [
      'when its generator died',
      new Told().refused(1_000, 'a').buckets().end({ ended: 'died', because: 'SIGKILL' }),
      'SIGKILL',
    ],
    ['when no call was made', new Told().end(), 'no load was made'],
    [
      'when too few were made',
      new Told().refused(1_000, 'a').buckets({}, 15).end(),
      'only 150 of 200',
    ],
    ['when no expiry was met', new Told().buckets().end(), 'no call under load met'],
    [
      'when thresholds broke on a machine that kept the client from going on',
      new Told({ http_req_failed: ['rate<0.01'] })
        .refused(1_000, 'a')
        .buckets({ 8: 2 })
        .end({ machine: { lagMs: 30, loadPerCore: 9, waitedMs: 6_000 } }),
      'starved',
    ],
    [
      'but not when nothing broke there',
      new Told({ http_req_failed: ['rate<0.01'] })
        .refused(1_000, 'a')
        .buckets()
        .end({ machine: { lagMs: 30, loadPerCore: 9, waitedMs: 6_000 } }),
      undefined,
    ],
    [
      'nor when the machine kept up',
      new Told({ http_req_failed: ['rate<0.01'] })
        .refused(1_000, 'a')
        .buckets({ 8: 2 })
        .end({ machine: { lagMs: 30, loadPerCore: 1, waitedMs: 600 } }),
      undefined,
    ],
    ['otherwise never', new Told().refused(1_000, 'a').buckets().end(), undefined],
  ])('%s', (_, history, says) => {
    if (says === undefined) expect(why(history)).toBeUndefined();
    else expect(why(history)).toContain(says);
  });

  it('and there is none to speak of in a history without one', () => {
    const history = new History([]);
    expect(loadOf(history)).toBeUndefined();
    expect(why(history)).toBeUndefined();
  });
});
