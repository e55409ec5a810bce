import { expect, test } from 'vitest';
import { goodStory, untilExpired } from '../testing/stories.ts';
import { metFaults } from './was-met.ts';

const hanging = (answered: boolean) => {
  const told = untilExpired().inject('wire/hang', 'h1', 'wire', { at: 'token' }).start('e2');
  const asked = told.ask({ endpoint: 'token', grantType: 'refresh_token', path: '/token' });
  if (answered) told.answer(asked, { endpoint: 'token', status: 200, accepted: true, faults: [] });
  return told.finish('e2', { status: 'hung' }).build();
};

test('tells of each fault of the plan whether a request met it', () => {
  expect(metFaults(goodStory())).toEqual([{ fault: 'access-token/expired', met: true }]);
});

test('a fault that leaves requests unanswered was met by one that has no answer', () => {
  const metHang = (answered: boolean) =>
    metFaults(hanging(answered)).find(({ fault }) => fault === 'wire/hang')?.met;
  expect(metHang(false)).toBe(true);
  expect(metHang(true)).toBe(false);
});
