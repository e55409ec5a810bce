import { describe, expect, test } from 'vitest';
import { ClientFailure } from './client-failure.ts';
import { retryAfterMs, tokensOf, type TokenAnswer } from './token-request.ts';

const answer = (
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): TokenAnswer => ({ status, text, headers: new Headers(headers) });
const failure = (of: TokenAnswer): ClientFailure => {
  try {
    tokensOf(of);
  } catch (cause) {
    if (cause instanceof ClientFailure) return cause;
  }
  throw new Error('It was taken for a success.');
};

describe('an answer of the token endpoint', () => {
  test('yields its tokens, whatever the content type says, with all that was told beside them', () => {
    expect(
      tokensOf(
        answer(
          200,
          '{"access_token":"a","refresh_token":"r","expires_in":"60","instance_url":"x","id":null}',
          {},
        ),
      ),
    ).toEqual({ access_token: 'a', refresh_token: 'r', expires_in: 60, instance_url: 'x' });
    expect(
      tokensOf(
        answer(200, 'access_token=a&scope=read', {
          'content-type': 'application/x-www-form-urlencoded',
        }),
      ),
    ).toEqual({ access_token: 'a', scope: 'read' });
  });

  test.each(['""', 'null', '{}', '[]', 'true', '"soon"'])(
    'tells no lifetime when expires_in is %s',
    (value) => {
      expect(tokensOf(answer(200, `{"access_token":"a","expires_in":${value}}`))).toEqual({
        access_token: 'a',
      });
    },
  );

  test('has no refresh token when it is empty or no text', () => {
    expect(tokensOf(answer(200, '{"access_token":"a","refresh_token":""}'))).toEqual({
      access_token: 'a',
    });
    expect(tokensOf(answer(200, '{"access_token":"a","refresh_token":null}'))).toEqual({
      access_token: 'a',
    });
  });

  test.each([
    [
      'a refusal',
      answer(400, '{"error":"invalid_grant"}'),
      /invalid_grant.*connect the account again/,
    ],
    [
      'a refusal with status 200',
      answer(200, '{"error":"bad_refresh_token","access_token":"a"}'),
      /bad_refresh_token/,
    ],
    ['no access token', answer(200, '{"access_token":""}'), /200 with no access token/],
    [
      'a page',
      answer(200, '<html>hello</html>', { 'content-type': 'text/html' }),
      /no token reply/,
    ],
    ['a list', answer(200, '["access_token"]'), /no token reply/],
    [
      'a throttle',
      answer(429, '{"error":"temporarily_unavailable"}', { 'retry-after': '3' }),
      /429.*try again in 3 s/,
    ],
  ])('is no success: %s', (_, of, message) => {
    expect(failure(of).message).toMatch(message);
  });

  test('never repeats what it cannot read', () => {
    expect(failure(answer(500, '{"error":"<secret value>"}')).message).not.toContain('secret');
  });

  test('says how long to wait, in seconds or until a date', () => {
    expect(retryAfterMs(new Headers({ 'retry-after': '3' }))).toBe(3_000);
    expect(retryAfterMs(new Headers({ 'retry-after': new Date(0).toUTCString() }))).toBe(0);
    expect(retryAfterMs(new Headers({ 'retry-after': 'soon' }))).toBeUndefined();
    expect(retryAfterMs(new Headers())).toBeUndefined();
  });
});
