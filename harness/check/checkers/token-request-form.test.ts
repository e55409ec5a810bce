import { describe, expect, test } from 'vitest';
import type { History } from '../../model/history.ts';
import { story } from '../testing/history-builder.ts';
import { mutate, older } from '../testing/mutate.ts';
import { goodStory } from '../testing/stories.ts';
import { TOKEN_REQUEST_FORM as FORM } from '../testing/story-defaults.ts';
import { tokenRequestForm as checker } from './token-request-form.ts';

const FORM_TYPE = 'application/x-www-form-urlencoded';
type Form = Partial<typeof FORM>;

/** The good story with the form of its first refresh changed. */
const refreshWritten = (form: Form): History =>
  mutate(
    goodStory(),
    'request',
    ({ grantType }) => grantType === 'refresh_token',
    () => ({ form: { ...FORM, ...form } }),
  );

describe(checker.name, () => {
  test('holds for forms, in whatever case and with a character set', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
    expect(checker.check(refreshWritten({ contentType: FORM_TYPE.toUpperCase() })).verdict).toBe(
      'holds',
    );
    expect(
      checker.check(refreshWritten({ contentType: `${FORM_TYPE};charset=UTF-8` })).verdict,
    ).toBe('holds');
  });

  test('does not ask for Accept, which no RFC demands', () => {
    const { accept: _, ...without } = FORM;
    const history = mutate(
      goodStory(),
      'request',
      ({ grantType }) => grantType === 'refresh_token',
      () => ({ form: without }),
    );
    expect(checker.check(history).verdict).toBe('holds');
  });

  test.each<[string, Form]>([
    ['application/json', { contentType: 'application/json' }],
    ['text/plain', { contentType: 'text/plain; charset=utf-8' }],
    ['repeats grant_type', { fields: ['grant_type', 'scope', 'grant_type'] }],
    ['header and body', { authentication: ['header', 'body'] }],
    ['without form-encoding', { unencoded: true }],
    ['not Base64 with padding', { otherBase64: true }],
    ['that does not authenticate the client', { token: ['header'] }],
  ])('is violated by a request that is, does or has %s', (words, form) => {
    const history = refreshWritten(form);
    const request = history.refreshes()[0]?.request.n;
    expect(checker.check(history)).toEqual({
      verdict: 'violated',
      message: expect.stringContaining(words),
      evidence: [request],
    });
  });

  test('is violated by a request without a content type', () => {
    const { contentType: _, ...without } = FORM;
    const told = story();
    told.answer(told.ask({ grantType: 'refresh_token', form: without }));
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('no content type'),
    });
  });

  test('does not look at an old history', () => {
    expect(checker.check(older(goodStory(), 'form')).verdict).toBe('not-looked-at');
  });
});
