import { expect, test } from 'vitest';
import { History } from '../../model/history.ts';
import { untilExpired } from '../testing/stories.ts';
import { access } from '../testing/story-defaults.ts';
import { callsOf } from './calls-of.ts';
import { intervals } from './intervals.ts';

const calls = (history: History, key: string): readonly (string | undefined)[] =>
  intervals(history)
    .filter((interval) => interval.key === key)
    .flatMap((interval) => callsOf(history, interval).map(({ request }) => request.item));

test('are all tries for its items, and none for those of an execution beside it', () => {
  const told = untilExpired().start('e2').start('e3').api('e2.1', access(1), 'expired');
  told.api('e3.1', access(1), 'expired').refresh(1, 2).api('e2.1', access(2));
  const history = told.finish('e2').api('e3.1', access(2)).finish('e3').build();
  expect(calls(history, 'e2')).toEqual(['e2.1', 'e2.1']);
  expect(calls(history, 'e3')).toEqual(['e3.1', 'e3.1']);
});

test('are not those that begin after its end, nor token requests', () => {
  const told = untilExpired().start('e2').api('e2.1', access(1), 'expired').refresh(1, 2);
  const history = told.finish('e2', { status: 'error' }).api('e2.1', access(2)).build();
  expect(calls(history, 'e2')).toEqual(['e2.1']);
});

test('are those of an execution without an end, and of one whose start was not recorded', () => {
  const endless = untilExpired().start('e2').api('e2.1', access(1), 'expired').build();
  expect(calls(endless, 'e2')).toEqual(['e2.1']);
  const whole = untilExpired().start('e2').api('e2.1', access(1)).finish('e2').build();
  const unstarted = whole.events.filter(
    (event) => event.type !== 'execution-started' || event.key !== 'e2',
  );
  expect(calls(new History(unstarted), 'e2')).toEqual(['e2.1']);
});
