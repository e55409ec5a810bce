import { describe, expect, test } from 'vitest';
import type { History } from '../../model/history.ts';
import { story } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import type { Head } from '../testing/story-defaults.ts';
import { typedParametersSent as checker } from './typed-parameters-sent.ts';

const SPEC = { scope: 'read', authentication: 'body' } as const;
const BY_CONSENT: Head['credentials'] = {
  main: {
    ...SPEC,
    grant: 'authorization-code',
    parameters: { authorization: { access_type: 'd1' }, token: {} },
  },
};
const BY_CLIENT: Head['credentials'] = {
  main: {
    ...SPEC,
    grant: 'client-credentials',
    parameters: { authorization: {}, token: { audience: 'd2' } },
  },
};

const consented = (): History =>
  story({ credentials: BY_CONSENT })
    .authorize({ others: { access_type: 'd1', prompt: 'd9' } })
    .build();

/** The first token, and one that takes its place. */
function fetched(): History {
  const told = story({ credentials: BY_CLIENT });
  for (let times = 0; times < 2; times += 1)
    told.answer(told.ask({ grantType: 'client_credentials', others: { audience: 'd2' } }));
  return told.build();
}

describe(checker.name, () => {
  test('holds when each request has what was entered, whatever it has besides', () => {
    expect(checker.check(consented()).verdict).toBe('holds');
    expect(checker.check(fetched()).verdict).toBe('holds');
  });

  test('is violated by an authorization request without it, or with another value', () => {
    const changed = (others: Readonly<Record<string, string>>) =>
      mutate(
        consented(),
        'request',
        () => true,
        () => ({ others }),
      );
    expect(checker.check(changed({}))).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('authorization request for main, lacks access_type'),
    });
    expect(checker.check(changed({ access_type: 'd0' }))).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('has another access_type'),
    });
  });

  test('is violated by a renewal that lacks what the first request had', () => {
    const history = mutate(
      fetched(),
      'request',
      ({ exchange }) => exchange === 2,
      () => ({ others: {} }),
    );
    expect(checker.check(history)).toEqual({
      verdict: 'violated',
      message: expect.stringContaining('1 request of 2'),
      evidence: [history.of('request')[1]?.n],
    });
  });

  test('asks nothing of a code exchange or a refresh, for which nothing can be entered', () => {
    const told = story({ credentials: BY_CLIENT });
    told.answer(told.ask({ grantType: 'client_credentials', others: { audience: 'd2' } }));
    told.answer(told.ask({ grantType: 'refresh_token' }));
    expect(checker.check(told.build()).verdict).toBe('holds');
  });

  test('does not know when no such request was made', () => {
    expect(checker.check(story({ credentials: BY_CLIENT }).build()).verdict).toBe('unknown');
  });

  test('holds when nothing was entered', () => {
    expect(checker.check(story().connect().build()).verdict).toBe('holds');
  });
});
