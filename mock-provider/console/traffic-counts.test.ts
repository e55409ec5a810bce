import { describe, expect, it } from 'vitest';
import type { RealmEvent, ReplyRecord } from '../model/records.ts';
import {
  columnsOf,
  COLUMNS,
  countEvents,
  NO_TRAFFIC,
  OPEN_KEPT,
  SECONDS_KEPT,
  totalOf,
} from './traffic-counts.ts';

const refresh = (exchange: number): RealmEvent => ({
  type: 'request',
  exchange,
  endpoint: 'token',
  method: 'POST',
  path: '/token',
  grantType: 'refresh_token',
});
const call = (exchange: number): RealmEvent => ({
  type: 'request',
  exchange,
  endpoint: 'resource',
  method: 'GET',
  path: '/api/items/1',
});
const reply = (exchange: number, more: Partial<ReplyRecord>): RealmEvent => ({
  type: 'reply',
  exchange,
  endpoint: 'token',
  outcome: 'http',
  delivered: true,
  faults: [],
  ...more,
});
const at = (
  ...events: readonly (readonly [number, RealmEvent])[]
): Parameters<typeof countEvents>[1] =>
  events.map(([second, event], index) => ({
    id: index + 1,
    realmTimeMs: 0,
    machineTimeMs: second * 1000,
    event,
  }));

describe('countEvents', () => {
  it('counts a request in the second in which it arrived', () => {
    const { seconds, open } = countEvents(
      NO_TRAFFIC,
      at([100, refresh(1)], [100, refresh(2)], [101, call(3)], [104, reply(1, { status: 200 })]),
    );
    expect(seconds.get(100)).toMatchObject({ refreshed: 1, underWay: 1, failed: 0 });
    expect([...open.keys()]).toEqual([2, 3]);
  });

  it.each<readonly [string, Partial<ReplyRecord>, object]>([
    ['tokens', { status: 200 }, { refreshed: 1 }],
    ['tokens that got lost', { status: 200, delivered: false, outcome: 'reset' }, { failed: 1 }],
    ['an error with status 200', { status: 200, error: 'bad_refresh_token' }, { failed: 1 }],
    ['invalid_grant', { status: 400, error: 'invalid_grant' }, { failed: 1, otherRefused: 1 }],
    ['invalid_client', { status: 401 }, { failed: 1, unauthorized: 1, otherRefused: 0 }],
    ['a 503', { status: 503 }, { failed: 1, otherRefused: 0 }],
    ['a reset', { outcome: 'reset', delivered: false }, { failed: 1 }],
  ])('a refresh answered with %s', (_, answer, counts) => {
    const { seconds } = countEvents(NO_TRAFFIC, at([7, refresh(1)], [7, reply(1, answer)]));
    expect(seconds.get(7)).toMatchObject({ underWay: 0, ...counts });
  });

  it('counts the refusals of calls, and no call as a refresh', () => {
    const { seconds } = countEvents(
      NO_TRAFFIC,
      at(
        [7, call(1)],
        [7, reply(1, { status: 401 })],
        [7, call(2)],
        [7, reply(2, { status: 403 })],
      ),
    );
    expect(seconds.get(7)).toEqual({
      refreshed: 0,
      failed: 0,
      underWay: 0,
      unauthorized: 1,
      otherRefused: 1,
    });
  });

  it('says from when on it has heard everything', () => {
    const [first, second] = at([7, call(1)], [8, call(2)]);
    const known = countEvents(NO_TRAFFIC, first === undefined ? [] : [first]);
    expect(known).not.toHaveProperty('completeFromMs');
    expect(
      countEvents(known, second === undefined ? [] : [{ ...second, id: 9 }]).completeFromMs,
    ).toBe(8000);
  });

  it('remembers an hour, and so many requests without an answer', () => {
    let traffic = NO_TRAFFIC;
    for (let second = 1; second <= SECONDS_KEPT + 500; second += 100)
      traffic = countEvents(
        traffic,
        at(
          ...Array.from(
            { length: 100 },
            (_, index) => [second + index, call(second + index)] as const,
          ),
        ),
      );
    expect(traffic.seconds.size).toBe(SECONDS_KEPT);
    expect(traffic.open.size).toBe(OPEN_KEPT);
  });
});

describe('columnsOf', () => {
  const traffic = countEvents(
    NO_TRAFFIC,
    at([1000, refresh(1)], [1059, refresh(2)], [1060, refresh(3)], [1075, refresh(4)]),
  );

  it('cuts the window into columns, the newest of which has the present moment', () => {
    const columns = columnsOf(traffic, 1_075_900, 60_000);
    expect(columns).toHaveLength(COLUMNS);
    expect(columns.at(-1)).toMatchObject({ fromMs: 1_075_000, underWay: 1 });
    expect(totalOf(columns).underWay).toBe(3);
    expect(totalOf(columnsOf(traffic, 1_075_900, 3_600_000)).underWay).toBe(4);
  });

  it('leaves a column as it is while time goes on', () => {
    const later = columnsOf(traffic, 1_079_000, 600_000);
    expect(columnsOf(traffic, 1_075_900, 600_000)).toEqual(later);
  });
});
