import { describe, expect, test } from 'vitest';
import { story } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { failureIsVisible as checker } from './failure-is-visible.ts';

const refusedWith = (message: string, description?: string) =>
  untilExpired()
    .start('e2')
    .api('e2.1', access(1), 'expired')
    .refused(refresh(1), 'revoked')
    .finish('e2', {
      status: 'error',
      error: { message, ...(description === undefined ? {} : { description }) },
    })
    .build();

describe(checker.name, () => {
  test('holds without failures, and for failures that say what to do', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
    expect(checker.check(stormStory())).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('9 failed executions'),
    });
  });

  test.each([
    'The credential "x" needs to be reconnected',
    'The provided authorization grant or refresh token is invalid, expired or revoked',
    'OAuth access token expired and no refresh token is available. Please reconnect the credentials.',
    'invalid_grant',
  ])('holds for "%s" after a refused refresh', (message) => {
    expect(checker.check(refusedWith(message)).verdict).toBe('holds');
  });

  test.each(['', 'Error', 'Unknown error', 'Bad request - please check your parameters'])(
    'is violated by "%s" after a refused refresh',
    (message) => {
      expect(checker.check(refusedWith(message)).verdict).toBe('violated');
    },
  );

  test('reads the description too, and says nothing of a text that was withheld', () => {
    expect(checker.check(refusedWith('Bad request', 'Please reconnect')).verdict).toBe('holds');
    expect(checker.check(refusedWith('[withheld: the text contains a token]')).verdict).toBe(
      'holds',
    );
  });

  test('wants a throttle to be called so, and takes any specific text for a broken server', () => {
    const with429 = (status: number, message: string) =>
      untilExpired()
        .start('e2')
        .api('e2.1', access(1), 'expired')
        .refused(refresh(1), 'live', { status, error: 'temporarily_unavailable' })
        .finish('e2', { status: 'error', error: { message } })
        .build();
    expect(checker.check(with429(429, 'Too many requests')).verdict).toBe('holds');
    expect(checker.check(with429(429, 'The thing did not work out')).verdict).toBe('violated');
    expect(checker.check(with429(503, 'The thing did not work out')).verdict).toBe('holds');
  });

  test('wants an error that the token endpoint sent with status 200 to be named, not its echo from the API', () => {
    const withStatus200 = (message: string) =>
      untilExpired()
        .start('e2')
        .api('e2.1', access(1), 'expired')
        .refused(refresh(1), 'live', { status: 200, error: 'bad_verification' })
        .api('e2.1', access(1), 'expired')
        .finish('e2', { status: 'error', error: { message } })
        .build();
    expect(
      checker.check(withStatus200('Authorization failed - please check your credentials')).verdict,
    ).toBe('violated');
    expect(checker.check(withStatus200('The provider said bad_verification')).verdict).toBe(
      'holds',
    );
    expect(checker.check(withStatus200('The token could not be refreshed')).verdict).toBe('holds');
  });

  test('wants scope or permission to be named after a 403 insufficient_scope', () => {
    const withScope = (message: string) =>
      story()
        .start('e1')
        .api('e1.1', access(1), 'live', {
          accepted: false,
          status: 403,
          error: 'insufficient_scope',
        })
        .finish('e1', { status: 'error', error: { message } })
        .build();
    expect(checker.check(withScope('Forbidden - perhaps check your credentials?')).verdict).toBe(
      'holds',
    );
    expect(checker.check(withScope('Request failed')).verdict).toBe('violated');
  });

  test('is violated by a success that hides an error', () => {
    expect(
      checker.check(
        mutate(
          goodStory(),
          'execution',
          ({ key }) => key === 'e2',
          () => ({ itemsWithErrorBody: ['e2.1'] }),
        ),
      ).verdict,
    ).toBe('violated');
    expect(
      checker.check(story().start('e1').api('e1.1', access(1), 'expired').finish('e1').build())
        .verdict,
    ).toBe('violated');
  });

  test('is unknown when no execution ended', () => {
    expect(checker.check(story().start('e1').build()).verdict).toBe('unknown');
  });
});
