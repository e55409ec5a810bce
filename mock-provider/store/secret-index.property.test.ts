import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mintAccess } from '../endpoints/issue-tokens.ts';
import { fingerprint } from '../model/token-ref.ts';
import { newState } from '../testing/new-state.ts';
import { RawTokenSource } from './raw-token.ts';
import { SecretIndex } from './secret-index.ts';

const tokens = new RawTokenSource('test', 7);
const index = new SecretIndex(tokens);
const kinds = ['access', 'refresh', 'code', 'device-code', 'consent-request'] as const;
const token = fc
  .record({
    kind: fc.constantFrom(...kinds),
    family: fc.integer({ min: 1, max: 9 }),
    generation: fc.integer({ min: 1, max: 60_000 }),
  })
  .map(({ kind, ...identity }) => tokens.next(kind, identity));
const around = fc.string({ maxLength: 30 });

/** White space somewhere between the characters. */
const spreadOut = (text: string, gaps: readonly number[], gap: string): string =>
  [...text].map((character, at) => (gaps.includes(at) ? gap + character : character)).join('');

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const asEscapes = (bytes: Buffer): string =>
  bytes.toString('hex').replaceAll(/.{4}/g, String.raw`\u$&`);

describe('a raw value is found, and named as it is when nobody touched it', () => {
  test.each<readonly [string, (raw: string, before: string, after: string) => string]>([
    ['as it is', (raw, before, after) => `${before} ${raw}${after}`],
    ['in JSON', (raw, before, after) => JSON.stringify({ [before]: `${before} ${raw} ${after}` })],
    ['in base64', (raw, before, after) => Buffer.from(before + raw + after).toString('base64')],
    ['in base64url', (raw, before) => `x=${Buffer.from(before + raw).toString('base64url')}&`],
    ['in hexadecimal', (raw, before) => Buffer.from(before + raw).toString('hex')],
    ['in capitals', (raw) => `0x${Buffer.from(raw).toString('hex').toUpperCase()}`],
    ['as a buffer', (raw) => Buffer.from(raw).toString('hex').replaceAll(/../g, '$& ')],
    ['percent-encoded', (raw) => encodeURIComponent(raw).replaceAll('_', '%5F')],
    ['all percent', (raw) => Buffer.from(raw).toString('hex').replaceAll(/../g, '%$&')],
    ['in UTF-16', (raw) => utf16(raw).toString('utf8')],
    [
      'in UTF-16, in JSON',
      (raw, before) => JSON.stringify([before, utf16(raw).toString('latin1')]),
    ],
    ['in UTF-16, in JSON in JSON', (raw) => JSON.stringify(JSON.stringify(`${utf16(raw)}`))],
    ['in UTF-16, shown by Node', (raw) => inspect(utf16(raw).toString('latin1'))],
    ['in UTF-16, in hexadecimal', (raw) => utf16(raw).toString('hex')],
    ['in UTF-16, in base64', (raw, before) => utf16(before + raw).toString('base64')],
    ['in UTF-16, as JSON writes a buffer', (raw) => JSON.stringify(utf16(raw))],
    ['in UTF-16, percent-encoded', (raw) => encodeURIComponent(utf16(raw).toString('latin1'))],
    ['in UTF-16, its bytes swapped', (raw) => utf16(raw).swap16().toString('utf16le')],
    ['in UTF-16, its bytes swapped, escaped', (raw) => asEscapes(utf16(raw))],
    ['escaped', (raw) => [...raw].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join('')],
  ])('%s', (_, written) => {
    fc.assert(
      fc.property(token, around, around, (raw, before, after) => {
        expect(index.find(written(raw, before, after))).toEqual(index.find(raw));
      }),
    );
  });

  test.each([' ', '\n', '  \t', '\\n', '\\r\\n', '\\\\n', '\0', '\u{200b}', '\u{ad}', '\u{fffd}'])(
    'spread out with %j',
    (gap) => {
      fc.assert(
        fc.property(token, fc.array(fc.integer({ min: 1, max: 37 })), (raw, gaps) => {
          expect(index.find(`x ${spreadOut(raw, gaps, gap)} y`)).toEqual(index.find(raw));
        }),
      );
    },
  );

  test('cut off after a dozen characters or more, also in base64', () => {
    fc.assert(
      fc.property(token, fc.integer({ min: 18, max: 37 }), (raw, length) => {
        const part = raw.slice(0, length);
        const [name = ''] = index.find(raw);
        const told = [`${name.replace(/·.*/, '')} (in part)`];
        expect(index.find(`${part}… (cut)`)).toEqual(told);
        expect(index.find(Buffer.from(`${part}.`).toString('base64'))).toEqual(told);
        expect(index.find(utf16(`${part}"… (cut)`).toString('latin1'))).toEqual(told);
      }),
    );
  });
});

describe('a client secret is found in every form', () => {
  const forms = (id: string, secret: string): readonly string[] => [
    `secret=${secret};`,
    JSON.stringify({ secret }),
    encodeURIComponent(secret),
    new URLSearchParams({ secret }).toString(),
    Buffer.from(secret).toString('hex'),
    Buffer.from(`Basic ${secret} x`).toString('base64'),
    `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
    Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64url'),
  ];

  test('made by the realm', () => {
    const own = new SecretIndex(tokens);
    const secret = tokens.next('client-secret');
    own.addClient('client-a+b', secret, 'client secret of a');
    for (const form of forms('client-a+b', secret))
      expect(own.find(form), form).toEqual(['client secret of a']);
    expect(own.find(secret.slice(0, 34))).toEqual(['client secret of a (in part)']);
  });

  test('chosen by somebody, whatever characters it has', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, maxLength: 40 }), (secret) => {
        const own = new SecretIndex(tokens);
        own.addClient('client-a', secret, 'client secret of a');
        for (const form of forms('client-a', secret))
          expect(own.find(form), form).toEqual(['client secret of a']);
      }),
    );
  });
});

describe('nothing is found where there is nothing', () => {
  test('in texts, ids, fingerprints and references', () => {
    fc.assert(
      fc.property(token, fc.string({ maxLength: 2_000 }), fc.base64String(), (raw, text, coded) => {
        const ref = { kind: 'access', family: 'f1', generation: 2, fingerprint: fingerprint(raw) };
        expect(index.find(JSON.stringify({ text, coded, ref }))).toEqual([]);
      }),
    );
  });

  test('in what belongs to another realm, or is too short to say', () => {
    const other = new RawTokenSource('other', 7);
    fc.assert(
      fc.property(token, fc.integer({ min: 0, max: 17 }), (raw, length) => {
        const foreign = other.next('access', { family: 1, generation: 1 });
        expect(index.find(`${raw.slice(0, length)} ${foreign} ${foreign.slice(0, 30)}`)).toEqual(
          [],
        );
        expect(index.find(Buffer.from(foreign).toString('base64'))).toEqual([]);
      }),
    );
  });
});

test('a JWT is found spread out, in base64, and cut off within its signature', async () => {
  const { state } = newState({ accessTokenFormat: 'jwt' });
  const family = state.grants.openFamily('main', 'read', 'user-1');
  const { raw = '' } = await mintAccess(state, 'client-main', family, 'read');
  const own = new SecretIndex(state.rawTokens);
  const lines = raw.replaceAll(/.{76}/g, '$&\n');
  for (const text of [lines, JSON.stringify(lines)])
    expect(own.find(text)).toEqual(['access token f1·g1']);
  for (const before of ['', 'a', 'ab', 'abc'])
    expect(own.find(Buffer.from(before + raw).toString('base64'))).toEqual(['access token f1·g1']);
  expect(own.find(`${raw.slice(0, -200)}…`)).toEqual(['access token f1·g1 (in part)']);
});
