import { expect, test } from 'vitest';
import type { RealmEvent } from '../model/records.ts';
import { Gates } from './gate.ts';

const open = new AbortController().signal;

function setUp(): { gates: Gates; events: RealmEvent[] } {
  const events: RealmEvent[] = [];
  return { gates: new Gates((event) => events.push(event)), events };
}

test('holds until enough stand there, then lets all go', async () => {
  const { gates, events } = setUp();
  const armed = gates.arm({ at: 'token', requests: 3, withinMs: 60_000 });
  const through: number[] = [];
  const passing = [1, 2].map((exchange) =>
    gates.pass('token', exchange, open).then(() => through.push(exchange)),
  );
  await new Promise((resolve) => setImmediate(resolve));
  expect(through).toEqual([]);
  passing.push(gates.pass('token', 3, open).then(() => through.push(3)));
  await Promise.all(passing);
  expect(await armed).toEqual({ complete: true, arrived: 3 });
  expect(events).toEqual([
    { type: 'gate', state: 'armed', wanted: 3, arrived: 0, exchanges: [] },
    { type: 'gate', state: 'opened', wanted: 3, arrived: 3, exchanges: [1, 2, 3] },
  ]);
  await gates.pass('token', 4, open);
});

test('the other place and a gate that is gone hold nobody', async () => {
  const { gates } = setUp();
  const armed = gates.arm({ at: 'token', requests: 1, withinMs: 60_000 });
  await gates.pass('resource', 1, open);
  await gates.pass('token', 2, open);
  expect(await armed).toEqual({ complete: true, arrived: 1 });
});

test('opens when the time is over', async () => {
  const { gates, events } = setUp();
  const armed = gates.arm({ at: 'resource', requests: 2, withinMs: 20 });
  await gates.pass('resource', 7, open);
  expect(await armed).toEqual({ complete: false, arrived: 1 });
  expect(events.at(-1)).toMatchObject({ state: 'timed-out', exchanges: [7] });
});

test('a client that goes away no longer counts', async () => {
  const { gates, events } = setUp();
  const armed = gates.arm({ at: 'token', requests: 2, withinMs: 60_000 });
  const left = new AbortController();
  const gone = gates.pass('token', 1, left.signal);
  left.abort();
  await gone;
  const passing = [2, 3].map((exchange) => gates.pass('token', exchange, open));
  expect(await armed).toEqual({ complete: true, arrived: 2 });
  expect(events.at(-1)).toMatchObject({ exchanges: [2, 3] });
  await Promise.all(passing);
});

test('an aborted rendezvous rejects and lets everybody go', async () => {
  const { gates } = setUp();
  const stop = new AbortController();
  const armed = gates.arm({ at: 'token', requests: 2, withinMs: 60_000 }, stop.signal);
  const held = gates.pass('token', 1, open);
  stop.abort(new Error('enough'));
  await expect(armed).rejects.toThrow('enough');
  await held;
});

test('two gates at one place are passed one after the other', async () => {
  const { gates } = setUp();
  const first = gates.arm({ at: 'token', requests: 2, withinMs: 60_000 });
  const second = gates.arm({ at: 'token', requests: 2, withinMs: 60_000 });
  await Promise.all([gates.pass('token', 1, open), gates.pass('token', 2, open)]);
  expect([await first, await second]).toEqual([
    { complete: true, arrived: 2 },
    { complete: true, arrived: 2 },
  ]);
});

test('refuses what is no rendezvous', () => {
  expect(() => setUp().gates.arm({ at: 'token', requests: 0, withinMs: 10 })).toThrow(
    /Could not arm the gate/,
  );
});
