import { expect, test } from 'vitest';
import { Traffic } from './traffic.ts';

const request = (exchange: number) =>
  ({
    type: 'request',
    exchange,
    endpoint: 'token',
    method: 'POST',
    path: '/token',
    client: 'main',
  }) as const;
const reply = (exchange: number, delivered = true) =>
  ({
    type: 'reply',
    exchange,
    endpoint: 'token',
    outcome: 'http',
    delivered,
    issued: { scope: 'read' },
    faults: [],
  }) as const;

test('counts what is under way', () => {
  const traffic = new Traffic();
  traffic.note(request(1));
  traffic.note(request(2));
  traffic.note(reply(1));
  expect([traffic.requests, traffic.inFlight]).toEqual([2, 1]);
});

test('tells once that new tokens went out, and to whom', () => {
  const traffic = new Traffic();
  traffic.note(request(1));
  expect(traffic.takeRenewed('main')).toBe(false);
  traffic.note(reply(1));
  expect(['other', 'main', 'main'].map((name) => traffic.takeRenewed(name))).toEqual([
    false,
    true,
    false,
  ]);
});

test('tokens that never arrived are none', () => {
  const traffic = new Traffic();
  traffic.note(request(1));
  traffic.note(reply(1, false));
  expect(traffic.takeRenewed('main')).toBe(false);
});

test('who asks for orders has no work under way', () => {
  const traffic = new Traffic();
  traffic.note({
    type: 'request',
    exchange: 1,
    endpoint: 'orders',
    method: 'GET',
    path: '/orders',
  });
  expect([traffic.requests, traffic.inFlight]).toEqual([0, 0]);
});
