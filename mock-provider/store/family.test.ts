import { expect, test } from 'vitest';
import { forgetOldest, type Family } from './family.ts';
import type { TokenRecord } from './token-record.ts';

const TOKENS = 1_000;

/** A consent to which so many tokens were issued, and how many of them were looked at for that. */
function issued(isDead: (generation: number) => boolean) {
  const family: Family = {
    id: 'f1',
    number: 1,
    client: 'main',
    subject: 'user-1',
    scope: '',
    startedAtMs: 0,
    tokens: [],
    generation: 0,
    forgotten: 0,
  };
  let looks = 0;
  let most = 0;
  for (let generation = 1; generation <= TOKENS; generation += 1) {
    family.tokens.push({ ref: { generation } } as TokenRecord);
    forgetOldest(family, ({ ref }) => {
      looks += 1;
      return isDead(ref.generation);
    });
    most = Math.max(most, family.tokens.length);
  }
  return { family, looks, most };
}

test('of dead tokens the latest fifty stay, or up to twice as many', () => {
  const { family, most } = issued(() => true);
  expect(most).toBeLessThanOrEqual(100);
  expect(family.tokens.length).toBeGreaterThanOrEqual(50);
  expect(family.tokens.at(-1)?.ref.generation).toBe(TOKENS);
  expect(family.forgotten + family.tokens.length).toBe(TOKENS);
});

test('all live tokens stay, and are not looked through each time that another comes', () => {
  const { family, looks } = issued(() => false);
  expect([family.tokens.length, family.forgotten]).toEqual([TOKENS, 0]);
  expect(looks).toBeLessThan(TOKENS * 20);
});
