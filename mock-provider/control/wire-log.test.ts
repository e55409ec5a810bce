import { expect, test } from 'vitest';
import type { RealmEvent } from '../model/records.ts';
import type { Realm } from '../realm/realm.ts';
import { WireLog } from './wire-log.ts';

/** A log of a realm that only tells what a test says. */
function logOf(): {
  readonly log: WireLog;
  readonly realm: Realm;
  readonly tell: (event: RealmEvent) => void;
} {
  let listener: (event: RealmEvent) => void = () => undefined;
  const realm = {
    listen(given: typeof listener) {
      listener = given;
      return () => undefined;
    },
  } as Realm;
  const log = new WireLog();
  log.follow(realm);
  return { log, realm, tell: (event) => listener(event) };
}

const request = (exchange: number, text: string): RealmEvent => ({
  type: 'request',
  exchange,
  endpoint: 'token',
  method: 'POST',
  path: '/token',
  wire: {
    startedAtMs: 0,
    httpVersion: '1.1',
    url: '/',
    headers: [],
    body: { text, bytes: text.length },
  },
});

test('keeps the latest exchanges, so many and of so many characters', () => {
  const { log, realm, tell } = logOf();
  for (let number = 1; number <= 1_010; number += 1) tell(request(number, ''));
  expect(log.exchanges(realm)).toHaveLength(1_000);
  expect(log.find(realm, 10)).toBeUndefined();
  expect(log.find(realm, 11)).toBeDefined();
  const long = 'x'.repeat(1_048_576);
  for (let number = 2_000; number < 2_010; number += 1) tell(request(number, long));
  expect(log.exchanges(realm).map((one) => one.request.exchange)).toEqual([2_007, 2_008, 2_009]);
});

test('joins a reply to its request, and forgets that of a request it no longer keeps', () => {
  const { log, realm, tell } = logOf();
  const reply = { endpoint: 'token', outcome: 'http', delivered: true, faults: [] } as const;
  tell(request(1, ''));
  tell({ type: 'reply', exchange: 1, status: 200, ...reply });
  tell({ type: 'reply', exchange: 2, status: 200, ...reply });
  expect(log.find(realm, 1)?.reply).toMatchObject({ status: 200 });
  expect(log.exchanges(realm)).toHaveLength(1);
});

test('a provider that records nothing has nothing to show', () => {
  const { log, realm, tell } = logOf();
  tell({ type: 'request', exchange: 1, endpoint: 'token', method: 'POST', path: '/token' });
  expect(log.exchanges(realm)).toEqual([]);
});
