import { expect, test } from 'vitest';
import { forgedState } from './forged-state.ts';

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64');

test('a forged state has the shape of the true one and another proof', () => {
  const state = base64({ token: 'abc-123', createdAt: 17 });
  expect(forgedState(state)).toBe(base64({ token: '321-cba', createdAt: 17 }));
});

test.each(['opaque-state', base64({ cid: '1' }), ''])('any other state %s is reversed', (state) => {
  expect([...forgedState(state)].toReversed().join('')).toBe(state);
});
