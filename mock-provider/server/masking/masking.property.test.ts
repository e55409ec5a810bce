import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RawTokenSource } from '../../store/raw-token.ts';
import { SecretIndex } from '../../store/secret-index.ts';
import { Masker } from './masker.ts';
import { replyWire, requestWire } from './wire-of.ts';

const tokens = new RawTokenSource('test', 7);
const index = new SecretIndex(tokens);
// No realm has more consents than it has made values.
for (let count = 0; count < 9; count += 1) tokens.next('code');
const made = tokens.next('client-secret');
index.addClient('client-main', made, 'client secret of main');
const CHOSEN = 'correct horse/battery+staple';
index.addClient('client-other', CHOSEN, 'client secret of other');
const masker = new Masker(index, 'http://127.0.0.1:1/test');

const kinds = ['access', 'refresh', 'code', 'device-code', 'consent-request'] as const;
const secret = fc.oneof(
  fc.constantFrom(made, CHOSEN),
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      family: fc.integer({ min: 1, max: 9 }),
      generation: fc.integer({ min: 1, max: 60_000 }),
    })
    .map(({ kind, ...identity }) => tokens.next(kind, identity)),
);
const hex = (text: string): string => Buffer.from(text).toString('hex');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** In which ways a client may write a secret down. */
const ENCODINGS: Readonly<Record<string, (raw: string) => string>> = {
  plain: (raw) => raw,
  percent: (raw) => encodeURIComponent(raw).replaceAll('_', '%5F'),
  'percent all': (raw) => hex(raw).replaceAll(/../g, '%$&'),
  'percent twice': (raw) => encodeURIComponent(encodeURIComponent(raw)),
  form: (raw) => new URLSearchParams({ raw }).toString().slice('raw='.length),
  base64,
  base64url: (raw) => Buffer.from(raw).toString('base64url'),
  hex,
  json: (raw) => JSON.stringify({ inner: raw }),
  basic: (raw) => base64(`client-main:${raw}`),
  'basic of other': (raw) => base64(`client-other:${raw}`),
};
const encoding = fc.constantFrom(...Object.values(ENCODINGS));

interface Places {
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}
const safe = (text: string): string => text.replaceAll(/[^\u0021-\u007E]/gu, encodeURIComponent);
const at = (place: Partial<Places>): Places => ({
  target: '/token',
  rawHeaders: ['accept', '*/*'],
  body: '',
  ...place,
});

/** Where a client may put it. */
const PLACES: Readonly<Record<string, (text: string) => Places>> = {
  path: (text) => at({ target: `/api/items/${safe(text)}` }),
  query: (text) => at({ target: `/token?x=${safe(text)}&y=1` }),
  'name in the query': (text) => at({ target: `/token?${safe(text)}=1` }),
  header: (text) => at({ rawHeaders: ['X-Any', `before ${text} after`] }),
  'name of a header': (text) => at({ rawHeaders: [text.replaceAll(/[^\w-]/g, '_'), '1'] }),
  authorization: (text) => at({ rawHeaders: ['Authorization', `Basic ${text}`] }),
  'scheme of authorization': (text) => at({ rawHeaders: ['Authorization', `${text} x`] }),
  cookie: (text) => at({ rawHeaders: ['Cookie', `a=${text}; b=2`] }),
  form: (text) => at({ body: `grant_type=refresh_token&refresh_token=${text}` }),
  'unusual field': (text) => at({ body: `scope=${text}&grant_type=${text}&client_id=${text}` }),
  'name in a form': (text) => at({ body: `a=1&${text}=2` }),
  json: (text) => at({ body: JSON.stringify({ a: [{ b: text }], c: 1 }) }),
  'name in JSON': (text) => at({ body: JSON.stringify({ [text]: 1 }) }),
  'JSON that is escaped': (text) =>
    at({
      body: `{"a":"${[...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"}`,
    }),
  'broken JSON': (text) => at({ body: `{"access_token":"x","a":"${text}` }),
  'JSON without quotes': (text) => at({ body: `{${text}}` }),
  parts: (text) =>
    at({ body: `--b\r\ncontent-disposition: form-data; name="f"\r\n\r\n${text}\r\n--b--\r\n` }),
  'boundary of parts': (text) =>
    at({
      body: `--${safe(text)}\r\ncontent-disposition: form-data; name="f"\r\n\r\n1\r\n--${safe(text)}--\r\n`,
    }),
  page: (text) => at({ body: `<html><a href="/x?code=${text}">${text}</a></html>` }),
};
const place = fc.constantFrom(...Object.values(PLACES));

const asRequest = (places: Places): string =>
  JSON.stringify(
    requestWire(masker, {
      startedAtMs: 0,
      httpVersion: '1.1',
      base: 'http://127.0.0.1:1',
      ...places,
    }),
  );
const asReply = ({ rawHeaders, body }: Places): string =>
  JSON.stringify(
    replyWire(
      masker,
      { headers: { [rawHeaders[0] ?? '']: rawHeaders[1] ?? '' }, body },
      { waitedMs: 0, sendingMs: 0 },
    ),
  );

/** Parts of a secret that are long enough to be of use. */
const partsOf = (text: string): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - 15) }, (_, from) => text.slice(from, from + 16));

describe('no secret is in what is shown of an exchange', () => {
  test.each(Object.keys(ENCODINGS))('however it is encoded: %s', (name) => {
    fc.assert(
      fc.property(secret, place, (raw, put) => {
        const written = ENCODINGS[name]?.(raw) ?? '';
        const places = put(written);
        for (const shown of [asRequest(places), asReply(places)]) {
          expect(index.find(shown)).toEqual([]);
          expect(
            [...partsOf(written), ...partsOf(raw)].filter((part) => shown.includes(part)),
          ).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('nor its end, where the signs of its encoding leave it short', () => {
    const raw = 'oc_cr_Bl4fAAAABgAAUgkAAAC__fe_1MhPq7lJ';
    expect(index.find(raw)).not.toEqual([]);
    const shown = asRequest(at({ body: `{${ENCODINGS['percent']?.(raw) ?? ''}}` }));
    expect(shown).not.toContain('1MhPq7lJ');
  });

  test('nor when it is spread over headers, or in part', () => {
    fc.assert(
      fc.property(
        secret,
        encoding,
        fc.integer({ min: 1, max: 37 }),
        fc.integer({ min: 1, max: 37 }),
        (raw, encoded, one, other) => {
          const text = safe(encoded(raw));
          const [first, second] = [Math.min(one, other), Math.max(one, other)];
          const rawHeaders = [
            text.slice(0, first),
            text.slice(first, second),
            text.slice(second),
          ].flatMap((part, number) => [`X-Part-${number}`, part]);
          const shown = asRequest(at({ rawHeaders }));
          expect(index.find(shown)).toEqual([]);
          const values = [...shown.matchAll(/"value":"([^"]*)"/g)].map(([, value]) => value);
          // Its first third is the same in many, and no secret.
          expect(index.find(values.join('')).filter((name) => !name.includes('in part'))).toEqual(
            [],
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('nor when it stands where a long body is cut', () => {
    fc.assert(
      fc.property(secret, encoding, fc.integer({ min: 0, max: 80 }), (raw, encoded, before) => {
        for (const length of [4_096, 16_384]) {
          const shown = asRequest(
            at({ body: `${' '.repeat(length - before)}${encoded(raw)} end` }),
          );
          expect(index.find(shown)).toEqual([]);
          expect(partsOf(raw).filter((part) => shown.includes(part))).toEqual([]);
        }
      }),
    );
  });
});
