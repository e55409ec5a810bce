import { describe, expect, it } from 'vitest';
import type { RealmEvent } from '../../mock-provider/index.ts';
import { SampledTraffic, type TrafficBucket } from './sampled-traffic.ts';

const ref = (fingerprint: string) =>
  ({ kind: 'access', family: 'f', generation: 1, fingerprint }) as const;

/** A call of the API with a token, and what comes of it. */
function call(
  exchange: number,
  {
    live = true,
    faults = [],
    token = 'one',
  }: { readonly live?: boolean; readonly faults?: readonly string[]; readonly token?: string } = {},
): readonly RealmEvent[] {
  const accepted = live;
  return [
    {
      type: 'request',
      exchange,
      endpoint: 'resource',
      method: 'GET',
      path: '/items/1',
      presented: { kind: 'access', standing: live ? 'live' : 'expired', ref: ref(token) },
    },
    ...(accepted
      ? [{ type: 'ledger', action: 'accepted', realmTimeMs: 0, exchange } as const]
      : []),
    {
      type: 'reply',
      exchange,
      endpoint: 'resource',
      outcome: 'http',
      delivered: true,
      status: accepted ? 200 : 401,
      accepted,
      faults,
    },
  ];
}

const refresh = (exchange: number, works = true): readonly RealmEvent[] => [
  {
    type: 'request',
    exchange,
    endpoint: 'token',
    method: 'POST',
    path: '/token',
    grantType: 'refresh_token',
  },
  {
    type: 'reply',
    exchange,
    endpoint: 'token',
    outcome: 'http',
    delivered: true,
    status: works ? 200 : 429,
    ...(works ? { issued: { access: ref(`of-${exchange}`) } } : {}),
    faults: [],
  },
];

function traffic(sampling = { every: 3, most: 2 }) {
  const buckets: TrafficBucket[] = [];
  const sampled = new SampledTraffic(500, sampling, (bucket) => buckets.push(bucket));
  const admit = (events: readonly RealmEvent[], at = 0): readonly string[] =>
    events
      .flatMap((event) => sampled.admit(event, at))
      .map((event) => `${event.type} ${'exchange' in event ? event.exchange : ''}`);
  return { sampled, buckets, admit };
}

describe('traffic under load', () => {
  it('is all told before it begins and after it has ended', () => {
    const { sampled, admit, buckets } = traffic();
    expect(admit(call(1))).toHaveLength(3);
    sampled.begin(0);
    sampled.end();
    for (const exchange of [2, 3, 4]) expect(admit(call(exchange))).toHaveLength(3);
    expect(buckets).toEqual([]);
  });

  it('tells every so many accepted calls whole, and counts the others', () => {
    const { sampled, admit } = traffic();
    sampled.begin(0);
    const told = [1, 2, 3, 4, 5].flatMap((exchange) => admit(call(exchange)));
    expect(told).toEqual(['request 1', 'ledger 1', 'reply 1', 'request 4', 'ledger 4', 'reply 4']);
    expect(sampled.end()).toEqual({ accepted: 3, refused: 0, token: 0 });
  });

  it('tells calls that a fault has changed, whatever the number', () => {
    const { sampled, admit } = traffic();
    sampled.begin(0);
    admit(call(1));
    expect(admit(call(2, { faults: ['f1'] }))).toEqual(['request 2', 'ledger 2', 'reply 2']);
  });

  it('tells the first refusal of each token, also when there are too many refusals', () => {
    const { sampled, admit } = traffic();
    sampled.begin(0);
    for (const exchange of [1, 2, 3]) admit(call(exchange, { live: false }));
    expect(admit(call(4, { live: false }))).toEqual([]);
    expect(admit(call(5, { live: false, token: 'two' }))).toEqual(['request 5', 'reply 5']);
    expect(admit(call(6, { live: false, token: 'two' }))).toEqual([]);
    expect(sampled.end()).toEqual({ accepted: 0, refused: 2, token: 0 });
  });

  it('tells token requests until there are too many, and says that it leaves some out', () => {
    const { sampled, admit } = traffic();
    sampled.begin(0);
    const told = [1, 2, 3].flatMap((exchange) => admit(refresh(exchange)));
    expect(told).toEqual(['request 1', 'reply 1', 'request 2', 'reply 2']);
    expect(sampled.end().token).toBe(1);
  });

  it('counts all of it in buckets, told or not', () => {
    const { sampled, admit, buckets } = traffic();
    sampled.begin(1_000);
    for (const exchange of [1, 2]) admit(call(exchange), 1_000);
    admit(call(3, { live: false }), 1_499);
    for (const exchange of [4, 5, 6]) admit(refresh(exchange, exchange !== 5), 1_700);
    sampled.end();
    expect(buckets).toEqual([
      { index: 0, accepted: 2, refused: 1, tokenRequests: 0, refreshed: 0 },
      { index: 1, accepted: 0, refused: 0, tokenRequests: 3, refreshed: 2 },
    ]);
  });
});
