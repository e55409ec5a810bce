import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyOf, normalise } from './normalise.ts';

describe('a text without what differs each time', () => {
  test.each([
    [
      'The credential "Anna’s Google" needs to be reconnected.',
      'The credential "‹name›" needs to be reconnected.',
    ],
    ['Request failed with status code 503', 'Request failed with status code ‹number›'],
    ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED ‹address›'],
    ['see https://example.com/a?b=c, please', 'see ‹address› please'],
    ['getaddrinfo ENOTFOUND localhost:5678', 'getaddrinfo ENOTFOUND ‹address›'],
    ['mail to anna@example.com failed', 'mail to ‹mail› failed'],
    ['at 2026-12-01T12:00:00.123Z it ended', 'at ‹date› it ended'],
    ['received: <!doctype html>\n<html><head>', 'received: ‹page›'],
    ['parameters: {"error":"access_denied","state":"eyJ0b2tlbiI6IjBX"}', 'parameters: ‹data›'],
    ['got {"error": "cut off', 'got ‹data›'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer ***'],
    ['id 7GuPrGBsNxPEBQUg is gone', 'id ‹id› is gone'],
  ])('%j', (text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  test.each([
    'Unable to sign without access token',
    'temporarily_unavailable',
    'SQLITE_BUSY: database is locked',
    "SSL Issue: consider using the 'Ignore SSL issues' option",
    'OAuth2 callback',
    'unsupported_grant_type from token-endpoint.',
    'Node.js with --use-system-ca',
  ])('keeps words: %s', (text) => {
    expect(normalise(text)).toBe(text);
  });

  test('characters that show nothing do not hide a secret', () => {
    const hidden = [...'{"access_token":"oc_at_secret"}'].join('\u0000');
    expect(normalise(hidden)).toBe('‹data›');
  });
});

test('case, quotation marks and full stops make no difference to a key', () => {
  expect(keyOf(normalise('“Unable” to sign ...'))).toBe(keyOf(normalise('"unable" TO sign')));
});

const word = fc.constantFrom(
  'the',
  'token',
  'was',
  'refused:',
  '(expired)',
  'invalid_grant',
  '-',
  '"x"',
);
const opaque = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_-]{8,12}[0-9][A-Z][a-z][0-9][A-Za-z0-9_-]{8,40}$/),
  fc.stringMatching(/^ya29\.[A-Za-z0-9_-]{20,60}$/),
  fc.stringMatching(/^[0-9a-f]{8}[0-9][a-f][0-9a-f]{22,54}$/),
  fc.stringMatching(/^eyJ[A-Za-z0-9_-]{10,40}\.[A-Za-z0-9_-]{10,40}\.[A-Za-z0-9_-]{10,40}$/),
  fc.uuid(),
  fc.stringMatching(/^oc_[ar]t_[A-Za-z0-9_-]{32}$/),
);
const around = fc.constantFrom(
  (token: string) => token,
  (token: string) => `"${token}"`,
  (token: string) => `refresh_token=${token}&x=1`,
  (token: string) => `{"access_token":"${token}"`,
  (token: string) => `https://example.com/cb?code=${token}`,
  (token: string) => `Bearer ${token}`,
  (token: string) => `(${token}),`,
  (token: string) => `<html>${token}`,
);

describe('whatever the text', () => {
  test('a normalised text is the same when it is normalised once more', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
        const once = normalise(text);
        expect(normalise(once)).toBe(once);
      }),
      { numRuns: 2_000, seed: 1 },
    );
  });

  test('nothing that looks like a token is left', () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 5 }),
        opaque,
        around,
        fc.array(word, { maxLength: 5 }),
        (before, token, put, after) => {
          const text = [...before, put(token), ...after].join(' ');
          const found = normalise(text);
          expect(found).not.toContain(token);
          // Nor a part that is long enough to be tried.
          for (let at = 0; at + 12 <= token.length; at += 1)
            expect(found).not.toContain(token.slice(at, at + 12));
        },
      ),
      { numRuns: 2_000, seed: 1 },
    );
  });
});
