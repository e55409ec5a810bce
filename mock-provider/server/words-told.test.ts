import { expect, test } from 'vitest';
import { json, oauthError, page } from '../model/reply.ts';
import { wordsTold } from './words-told.ts';

const MOVED = 'This endpoint is no longer valid.';
const FORM = 'application/x-www-form-urlencoded';

test.each([
  ['as RFC 6749 says', oauthError(400, 'gone', MOVED)],
  ['in a message', json(404, { message: MOVED })],
  ['in an error that is an object', json(404, { error: { code: 7, message: MOVED } })],
  ['in the first of several errors', json(404, { success: false, errors: [{ message: MOVED }] })],
  ['in a form', page(400, FORM, String(new URLSearchParams({ error_description: MOVED })))],
  ['with status 200', { ...json(200, { error_description: MOVED }), error: 'gone' }],
])('finds the words about an error %s', (_, reply) => {
  expect(wordsTold(reply)).toBe(MOVED);
});

test.each([
  ['a code alone', json(400, { error: 'gone' })],
  ['nothing but space', json(400, { message: ' ' })],
  ['a page', page(503, 'text/html', MOVED)],
  ['a success', json(200, { message: MOVED })],
])('finds none in %s', (_, reply) => {
  expect(wordsTold(reply)).toBeUndefined();
});

test('takes no more than a paragraph', () => {
  expect(wordsTold(json(400, { message: 'x'.repeat(9_000) }))).toHaveLength(500);
});
