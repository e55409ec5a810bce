import { stub } from 'sinon';
import { expect, test } from 'vitest';
import { Ledger } from './ledger.ts';

test('stamps entries, tells the listener, and forgets the oldest', () => {
  let now = 0;
  const listener = stub();
  const ledger = new Ledger(() => now, listener);
  for (now = 1; now <= 25_000; now += 1) ledger.add({ action: 'accepted' });
  expect(listener.callCount).toBe(25_000);
  expect(ledger.entries).toHaveLength(10_000);
  expect([ledger.entries[0]?.realmTimeMs, ledger.entries.at(-1)?.realmTimeMs]).toEqual([
    15_001, 25_000,
  ]);
});
