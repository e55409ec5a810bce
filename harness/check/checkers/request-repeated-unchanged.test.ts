import { describe, expect, test } from 'vitest';
import { story } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory } from '../testing/stories.ts';
import { access, formOf } from '../testing/story-defaults.ts';
import { requestRepeatedUnchanged as checker } from './request-repeated-unchanged.ts';

const ASKS = { method: 'POST', query: ['of'], fields: ['item'], headers: ['X-Order'] };

/** What item `a` is to send. */
const VALUES = {
  query: 'query-of-a',
  body: 'body-of-a',
  headers: { 'x-order': 'header-of-a' },
};

/** One execution whose call is refused, and repeated with the changes given. */
const repeated = (
  request: Parameters<ReturnType<typeof story>['api']>[4],
  first: typeof request = {},
  values?: typeof VALUES,
) =>
  checker.check(
    story()
      .start('e1', {
        items: ['a'],
        asks: { ...ASKS, ...(values === undefined ? {} : { values: { a: values } }) },
      })
      .api('a', access(1), 'expired', {}, first)
      .refresh(1, 2)
      .api('a', access(2), 'live', {}, request)
      .build(),
  );

describe(checker.name, () => {
  test('holds when the call is made again as it was', () => {
    expect(repeated({})).toMatchObject({
      verdict: 'holds',
      message: '1 item asked for as the workflow says, 1 of them more than once.',
      evidence: [3, 7],
    });
    expect(checker.check(goodStory()).verdict).toBe('holds');
  });

  test('allows another boundary between parts, and no other type of body', () => {
    const form = (contentType: string) => ({ form: formOf('a', { contentType }) });
    const first = form('multipart/form-data; boundary="x y"; charset=utf-8');
    const verdict = (contentType: string) => repeated(form(contentType), first).verdict;
    expect(verdict('multipart/form-data; boundary=-z; charset=utf-8')).toBe('holds');
    expect(verdict('multipart/mixed; boundary=-z; charset=utf-8')).toBe('violated');
  });

  test.each([
    ['GET instead of POST', { method: 'GET' }],
    ['another path', { path: '/items/b' }],
    ['another query', { form: formOf('a', { queryDigest: 'another' }) }],
    ['another body', { form: formOf('a', { bodyDigest: 'another' }) }],
    ['another header', { form: formOf('a', { headers: { 'x-order': 'another' } }) }],
    ['without a header', { form: formOf('a', { headers: {} }) }],
    ['another content type', { form: formOf('a', { contentType: 'text/plain' }) }],
  ])('is violated by %s', (words, request) => {
    const finding = repeated(request);
    expect(finding).toMatchObject({ verdict: 'violated' });
    expect(finding.evidence).toContain(7);
    expect(finding.message).toContain(words);
  });

  test.each([
    ['GET instead of POST', { method: 'GET' }],
    ['another query', { form: formOf('a', { query: [] }) }],
    ['another body', { form: formOf('a', { fields: [] }) }],
    ['without a header', { form: formOf('a', { headers: {} }) }],
  ])('is violated by %s in every call, the first one too', (words, request) => {
    expect(repeated(request, request)).toMatchObject({
      verdict: 'violated',
      message: `2 calls of the API asked for something else: ${words} for a.`,
    });
  });

  test.each([
    ['another query', formOf('a', { queryDigest: 'query-of-b' })],
    ['another body', formOf('a', { bodyDigest: 'body-of-b' })],
    ['another header', formOf('a', { headers: { 'x-order': 'header-of-b' } })],
  ])('is violated by %s of the same names in every call', (words, form) => {
    expect(repeated({ form }, { form }).verdict).toBe('holds');
    expect(repeated({ form }, { form }, VALUES)).toMatchObject({
      verdict: 'violated',
      message: `2 calls of the API asked for something else: ${words} for a.`,
    });
    expect(repeated({}, {}, VALUES).verdict).toBe('holds');
  });

  test('compares each call for an item with what the workflow asks for by it', () => {
    const { query, body, headers } = VALUES;
    const told = (method: string) =>
      checker.check(
        story()
          .start('e1', {
            items: ['a', 'a/state'],
            asks: [
              { ...ASKS, values: { a: VALUES } },
              { ...ASKS, method: 'GET', values: { 'a/state': { query, body, headers } } },
            ],
          })
          .api('a', access(1))
          .api('a/state', access(1), 'live', {}, { method, form: formOf('a') })
          .build(),
      );
    expect(told('GET').verdict).toBe('holds');
    expect(told('POST')).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('POST instead of GET for a/state'),
    });
  });

  test('compares only the calls of an item of which nobody knows what was asked', () => {
    const told = story()
      .api('by-hand', access(1), 'expired', {}, { method: 'GET' })
      .api('by-hand', access(2), 'live', {}, { method: 'GET' });
    expect(checker.check(told.build()).verdict).toBe('holds');
  });

  test('tells a good history from one in which the repeated call reads', () => {
    const second = (all: { readonly item?: string; readonly presented?: unknown }): boolean =>
      all.item === 'e2.1' && JSON.stringify(all.presented).includes('live');
    expect(
      checker.check(mutate(goodStory(), 'request', second, () => ({ method: 'GET' }))),
    ).toMatchObject({ verdict: 'violated', message: expect.stringContaining('GET after POST') });
  });

  test('is not looked at in a history from before the form of calls was recorded', () => {
    const told = story().add({
      type: 'request',
      exchange: 1,
      endpoint: 'resource',
      method: 'GET',
      path: '/items/a',
      item: 'a',
    });
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'not-looked-at',
      message: expect.stringContaining('The record does not say'),
    });
    expect(checker.check(story().build())).toMatchObject({
      verdict: 'not-looked-at',
      message: 'No call of the API was made.',
    });
  });
});
