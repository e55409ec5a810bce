import { expect, test } from 'vitest';
import { faultWasMet } from '../checkers/fault-was-met.ts';
import { untilExpired } from '../testing/stories.ts';
import { access } from '../testing/story-defaults.ts';

/** What is held of a fault aimed at `other` that no request met, after connects of `other`. */
const unmet = (
  connect: 'refused' | 'granted-less',
  ...tries: readonly { readonly ok: boolean; readonly mayFail?: boolean }[]
) => {
  const expected = { recovery: 'automatic', withinMs: 10_000, connect } as const;
  const told = untilExpired({ expect: expected });
  for (const one of tries) told.add({ type: 'connect', credential: 'other', ...one });
  return faultWasMet.check(
    told
      .inject('access-token/expired', 'x2', 'grant-store', { client: 'other' })
      .start('e2')
      .api('e2.1', access(1), 'expired', { faults: ['x1'] })
      .refresh(1, 2)
      .api('e2.1', access(2))
      .finish('e2')
      .end()
      .build(),
  ).verdict;
};

const REFUSED = { ok: false, mayFail: true };

test('nobody has to meet what is aimed at a credential that a client may refuse to connect', () => {
  expect(unmet('refused', REFUSED)).toBe('holds');
});

test('all else has to be met', () => {
  expect(unmet('granted-less', REFUSED)).toBe('unknown');
  expect(unmet('refused')).toBe('unknown');
  expect(unmet('refused', { ok: false })).toBe('unknown');
  expect(unmet('refused', REFUSED, { ok: true, mayFail: true })).toBe('unknown');
});
