import { describe, expect, test } from 'vitest';
import type { History } from '../../model/history.ts';
import { story } from '../testing/history-builder.ts';
import { mutate, older } from '../testing/mutate.ts';
import { goodStory } from '../testing/stories.ts';
import { TOKEN_REQUEST_FORM as FORM } from '../testing/story-defaults.ts';
import { authenticationAsRegistered as checker } from './authentication-as-registered.ts';

const refreshAuthenticates = (authentication: (typeof FORM)['authentication']): History =>
  mutate(
    goodStory(),
    'request',
    ({ grantType }) => grantType === 'refresh_token',
    () => ({ form: { ...FORM, authentication } }),
  );

describe(checker.name, () => {
  test('holds when every token request authenticates where the credential says', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
  });

  test.each([
    ['by body', ['body']],
    ['by header and body', ['header', 'body']],
    ['not authenticate at all', []],
  ] as const)('is violated by a refresh that does so %s', (words, places) => {
    const history = refreshAuthenticates(places);
    expect(checker.check(history)).toEqual({
      verdict: 'violated',
      message: expect.stringContaining(words),
      evidence: [history.refreshes()[0]?.request.n],
    });
  });

  test('says nothing of a client that the plan does not know', () => {
    const told = story().connect();
    told.answer(
      told.ask({
        client: 'stranger',
        grantType: 'refresh_token',
        form: { ...FORM, authentication: ['body'] },
      }),
    );
    expect(checker.check(told.build()).verdict).toBe('holds');
  });

  test('does not look at an old history', () => {
    const old = { main: { grant: 'authorization-code', scope: 'read' } } as const;
    expect(checker.check(goodStory({ credentials: old })).verdict).toBe('not-looked-at');
    expect(checker.check(older(goodStory(), 'form')).verdict).toBe('not-looked-at');
  });
});
