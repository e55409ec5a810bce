import { expect, test } from 'vitest';
import type { EventOf } from '../../model/event.ts';
import { untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { renewals, tokenCalls } from './token-calls.ts';
import { unreadAnswers } from './unread-answers.ts';

/** What is told of refreshes that were answered so, after faults began that changed the answers. */
function toldOf(
  replies: readonly Partial<EventOf<'reply'>>[],
  faults: readonly { readonly fault: string; readonly field?: string }[] = [],
): readonly string[] {
  const told = untilExpired();
  for (const { fault, field } of faults)
    told.inject(fault, `${fault}#1`, 'token-endpoint', field === undefined ? {} : { field });
  for (const reply of replies)
    told.answer(told.askRefresh(refresh(1)), { issued: { access: access(2) }, ...reply });
  const history = told.build();
  return unreadAnswers(history, renewals(tokenCalls(history)));
}

test.each([
  ['reply/field-null', 'access_token', 'one answer with new tokens brought null for access_token'],
  ['reply/field-empty', 'access_token', 'one answer with new tokens brought an empty access_token'],
  ['reply/field-absent', 'access_token', 'one answer with new tokens came without access_token'],
  ['reply/bom', undefined, 'one answer with new tokens arrived damaged (reply/bom)'],
])('an answer that %s changed has arrived', (fault, field, words) => {
  const begun = { fault, ...(field === undefined ? {} : { field }) };
  expect(toldOf([{ status: 200, faults: [`${fault}#1`] }], [begun])).toEqual([words]);
});

test('what never arrived, or arrived as something else, is told apart and counted', () => {
  const lost = { outcome: 'reset', delivered: false } as const;
  expect(toldOf([lost, { status: 500 }, lost, { status: 200, error: 'gone' }])).toEqual([
    'two answers with new tokens never arrived',
    'one answer with new tokens arrived as status 500',
    'one answer with new tokens arrived as the error gone',
  ]);
});

test('an answer whose tokens the client learnt is none of them', () => {
  expect(toldOf([{ status: 200 }])).toEqual([]);
});
