import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { mutate, older } from '../testing/mutate.ts';
import { goodStory } from '../testing/stories.ts';
import { secretsInTheirPlace as checker } from './secrets-in-their-place.ts';

type Form = NonNullable<EventOf<'request'>['form']>;

const firstWritten = (endpoint: 'token' | 'resource', form: Partial<Form>): History =>
  mutate(
    goodStory(),
    'request',
    (request) => request.endpoint === endpoint,
    (request) => ({
      form: { authentication: [], token: [], secrets: [], ...request.form, ...form },
    }),
  );

describe(checker.name, () => {
  test('holds when the API sees the access token in the header, and the provider the secret', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
    const secrets = [{ place: 'headers', name: 'access token f1·g1' }] as const;
    expect(checker.check(firstWritten('resource', { secrets })).verdict).toBe('holds');
  });

  test.each<[string, 'token' | 'resource', Partial<Form>]>([
    [
      'client secret of main in the URL',
      'token',
      { secrets: [{ place: 'url', name: 'client secret of main' }] },
    ],
    ['refresh_token in the URL', 'token', { query: ['refresh_token'] }],
    [
      'access token f1 in the URL',
      'resource',
      { secrets: [{ place: 'url', name: 'access token f1' }] },
    ],
    [
      'client secret of main sent to the API',
      'resource',
      { secrets: [{ place: 'body', name: 'client secret of main' }] },
    ],
    [
      'refresh token f1 sent to the API',
      'resource',
      { secrets: [{ place: 'headers', name: 'refresh token f1' }] },
    ],
    ['the access token in more than one place', 'resource', { token: ['header', 'body'] }],
    [
      'the access token in more than one place',
      'resource',
      {
        secrets: [
          { place: 'headers', name: 'access token f1·g1' },
          { place: 'headers', name: 'access token f1·g1', header: 'cookie' },
        ],
      },
    ],
  ])('is violated by %s', (words, endpoint, form) => {
    const history = firstWritten(endpoint, form);
    expect(checker.check(history)).toEqual({
      verdict: 'violated',
      message: expect.stringContaining(words),
      evidence: [history.of('request').find((request) => request.endpoint === endpoint)?.n],
    });
  });

  test('takes no offence at what is made for URLs', () => {
    const secrets = [{ place: 'url', name: 'user code' }] as const;
    expect(checker.check(firstWritten('token', { secrets })).verdict).toBe('holds');
  });

  test('does not look at an old history', () => {
    expect(checker.check(older(goodStory(), 'form')).verdict).toBe('not-looked-at');
  });
});
