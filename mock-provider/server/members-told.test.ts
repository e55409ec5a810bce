import { expect, test } from 'vitest';
import { json, page } from '../model/reply.ts';
import { membersTold } from './members-told.ts';
import { ValueDigests } from './value-digests.ts';

const digests = new ValueDigests();

test('tells all that is beside the tokens, in JSON and in a form', () => {
  const fields = { access_token: 'a', refresh_token: 'r', expires_in: 60, empty: '' };
  const told = { expires_in: digests.of(60) };
  expect(membersTold(json(200, { ...fields, none: null }), digests)).toEqual(told);
  const form = 'access_token=a&refresh_token=r&expires_in=60&empty=';
  expect(membersTold(page(200, 'application/x-www-form-urlencoded', form), digests)).toEqual(told);
});

test('tells of a token type what it means, not how it is written', () => {
  const told = (type: string) => membersTold(json(200, { token_type: type }), digests);
  expect(told('Bearer')).toEqual(told('bearer'));
  expect(told('Bearer')).not.toEqual(told('mac'));
});

test.each([
  ['a page', page(200, 'text/html', '<h1>Sorry</h1>')],
  ['a list', json(200, ['a'])],
  ['nothing', json(200, null)],
  ['more than anybody reads', json(200, { much: 'x'.repeat(200_000) })],
  [
    'more fields than there are',
    json(200, Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`f${at}`, at]))),
  ],
  ['another encoding', { ...json(200, { a: 1 }), charset: 'utf16le' as const }],
])('does not pretend to have read %s', (_, reply) => {
  expect(membersTold(reply, digests)).toBeUndefined();
});
