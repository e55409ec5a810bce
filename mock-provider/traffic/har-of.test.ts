import { expect, test } from 'vitest';
import { harOf, type RecordedExchange } from './har-of.ts';
import { harSchema } from './testing/har-schema.ts';

const request: RecordedExchange['request'] = {
  exchange: 3,
  endpoint: 'token',
  method: 'POST',
  client: 'main',
  wire: {
    startedAtMs: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    httpVersion: '1.1',
    url: 'http://127.0.0.1:1/demo/token?a=1&state=‹state #01234567›',
    headers: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
    body: { text: 'refresh_token=‹refresh token f1·g2›', bytes: 52 },
  },
};
const reply: NonNullable<RecordedExchange['reply']> = {
  outcome: 'http',
  status: 302,
  faults: ['token/slow#1'],
  wire: {
    headers: [
      { name: 'content-type', value: 'application/json' },
      { name: 'location', value: 'http://127.0.0.1/callback?code=‹code #01234567›' },
    ],
    body: { text: '{', bytes: 9_000, cut: true },
    waitedMs: 12.5,
    sendingMs: 0.3,
  },
};

test('is HAR 1.2, with the whole exchange', () => {
  const har = harOf(
    [{ request, reply, page: 'p1' }],
    [{ id: 'p1', title: 'control/one', startedAtMs: 0 }],
  );
  expect(harSchema.parse(har)).toMatchObject({
    log: {
      pages: [{ id: 'p1', title: 'control/one', startedDateTime: '1970-01-01T00:00:00.000Z' }],
      entries: [
        {
          pageref: 'p1',
          startedDateTime: '2026-01-02T03:04:05.678Z',
          time: 12.8,
          timings: { send: 0, wait: 12.5, receive: 0.3 },
          request: {
            url: 'http://127.0.0.1:1/demo/token?a=1&state=%E2%80%B9state%20#01234567%E2%80%BA',
            queryString: [
              { name: 'a', value: '1' },
              { name: 'state', value: '‹state #01234567›' },
            ],
            bodySize: 52,
            postData: { text: 'refresh_token=‹refresh token f1·g2›' },
          },
          response: {
            status: 302,
            redirectURL: 'http://127.0.0.1/callback?code=‹code #01234567›',
            content: { size: 9_000, comment: 'Only the first 1 characters were kept.' },
          },
          _exchange: 3,
          _faults: ['token/slow#1'],
        },
      ],
    },
  });
});

test.each([
  ['a request that waits for its answer', undefined, 'no answer yet'],
  ['a connection that was reset', { outcome: 'reset', faults: [] }, 'the connection was reset'],
  ['an answer that was cut off', { ...reply, outcome: 'truncated' }, 'the answer was cut off'],
] as const)('is HAR 1.2 for %s', (_, told, error) => {
  const har = harOf([{ request, ...(told === undefined ? {} : { reply: told }) }]);
  expect(harSchema.parse(har).log.entries[0]?.response).toMatchObject({
    status: told !== undefined && 'status' in told ? 302 : 0,
    _error: error,
  });
});

test('an empty one is HAR 1.2, too', () => {
  expect(harSchema.parse(harOf([])).log.entries).toEqual([]);
});
