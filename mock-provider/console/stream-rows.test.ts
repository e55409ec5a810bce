import { describe, expect, it } from 'vitest';
import type { RealmEvent } from '../model/records.ts';
import { addEvents, ROWS_KEPT } from './stream-rows.ts';

const request = (exchange: number): RealmEvent => ({
  type: 'request',
  exchange,
  endpoint: 'token',
  method: 'POST',
  path: '/token',
});
const reply = (exchange: number): RealmEvent => ({
  type: 'reply',
  exchange,
  endpoint: 'token',
  outcome: 'http',
  delivered: true,
  status: 200,
  faults: [],
});
const numbered = (events: readonly RealmEvent[]): Parameters<typeof addEvents>[1] =>
  events.map((event, index) => ({
    id: index + 1,
    realmTimeMs: index,
    machineTimeMs: index,
    event,
  }));

describe('addEvents', () => {
  it('puts the newest on top and joins replies to their requests', () => {
    const rows = addEvents(
      [],
      numbered([
        request(1),
        request(2),
        { type: 'ledger', action: 'refreshed', realmTimeMs: 7, exchange: 1 },
        reply(1),
      ]),
    );
    expect(rows).toMatchObject([
      { id: 2, request: { exchange: 2 } },
      { id: 1, reply: { status: 200 }, realmTimeMs: 0 },
    ]);
    expect(rows[0]).not.toHaveProperty('reply');
  });

  it('joins a reply to the newest request of its number', () => {
    const rows = addEvents([], numbered([request(1), reply(1), request(1), reply(1)]));
    expect(rows.map((row) => row.kind === 'exchange' && row.reply?.status)).toEqual([200, 200]);
  });

  it('notes what happens without a request', () => {
    const token = {
      kind: 'refresh',
      family: 'f1',
      generation: 2,
      fingerprint: '01234567',
    } as const;
    const rows = addEvents(
      [],
      numbered([
        { type: 'ledger', action: 'revoked', token, cause: 'operator', realmTimeMs: 1 },
        { type: 'gate', state: 'opened', wanted: 2, arrived: 2, exchanges: [1, 2] },
        { type: 'realm-clock', clock: 'issuer', offsetMs: 2000 },
      ]),
    );
    expect(rows.map((row) => row.kind === 'note' && row.text)).toEqual([
      'clock issuer is off by 2 s',
      'gate opened: 2 of 2 requests',
      'refresh f1 g2 revoked by operator',
    ]);
  });

  it('keeps so many rows and no more', () => {
    const rows = addEvents(
      [],
      numbered(Array.from({ length: ROWS_KEPT + 20 }, (_, index) => request(index + 1))),
    );
    expect(rows).toHaveLength(ROWS_KEPT);
    expect(rows[0]).toMatchObject({ id: ROWS_KEPT + 20 });
  });
});
