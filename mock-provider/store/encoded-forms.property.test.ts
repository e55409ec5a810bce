import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixedBase64, jwtForms, rawCandidates } from './encoded-forms.ts';
import { RawTokenSource } from './raw-token.ts';

/*
 * The search looks for signs first and leaves most texts at that. Here each place of a text is
 * looked at one by one, slowly and without any signs: wherever a raw value begins in some encoding,
 * the search must have come by.
 */

const ALIGNMENTS = [0, 1, 2];
const JWT_SIGNS = ['.eyJ', ...ALIGNMENTS.map((before) => fixedBase64('.eyJ', before).form)];

const withoutGaps = (text: string): string => text.replaceAll(/\s+|\\[nrt]/g, '');
const unescaped = (text: string): string =>
  text.replaceAll(/%([0-9a-f]{2})|\\u00([0-9a-f]{2})/gi, (_, one?: string, other?: string) =>
    String.fromCharCode(Number.parseInt(one ?? other ?? '', 16)),
  );

/** What begins at this place, in each encoding. */
const readings = (text: string, at: number): readonly string[] => [
  withoutGaps(text.slice(at)),
  withoutGaps(unescaped(text.slice(at))),
  Buffer.from(text.slice(at).replaceAll(/[\s:]/g, ''), 'hex').toString('latin1'),
  Buffer.from(
    (/^[\d,]+/.exec(withoutGaps(text.slice(at)))?.[0] ?? '').split(',').map(Number),
  ).toString('latin1'),
  ...ALIGNMENTS.map((before) =>
    Buffer.from(withoutGaps(text.slice(at)), 'base64')
      .toString('latin1')
      .slice(before),
  ),
];

/** The first characters of everything that begins like a raw value. */
const LENGTH = 12;
const slowly = (text: string): ReadonlySet<string> =>
  new Set(
    [...text]
      .flatMap((_, at) => (/[o%\\6\w+/-]/.test(text[at] ?? '') ? readings(text, at) : []))
      .filter((reading) => reading.startsWith('oc_'))
      .map((reading) => reading.slice(0, LENGTH)),
  );

const tokens = new RawTokenSource('test', 7);
const raw = fc
  .constantFrom('access', 'refresh', 'code', 'client-secret')
  .map((kind) => tokens.next(kind as 'access'));
const gap = fc.constantFrom(' ', '\n', String.raw`\n`, '\t');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const written = fc
  .tuple(raw, gap, fc.string({ maxLength: 3 }))
  .chain(([token, space, before]) =>
    fc.constantFrom(
      token,
      hex(token),
      hex(token).toUpperCase(),
      hex(token).replaceAll(/../g, '$& '),
      hex(token).replaceAll(/../g, '%$&'),
      hex(token).replaceAll(/../g, '$&:'),
      hex(token).toUpperCase().replaceAll(/../g, '$&:'),
      JSON.stringify(Buffer.from(token)),
      JSON.stringify(Buffer.from(token), null, 2),
      Buffer.from(before + token).toString('base64'),
      Buffer.from(before + token).toString('base64url'),
      [...token].join(space),
      `o${space}${token.slice(1)}`,
      `oc${space}${token.slice(2)}`,
      token.replaceAll('_', '%5F'),
      token.replaceAll('_', String.raw`\u005f`),
    ),
  );
const text = fc
  .array(fc.oneof(written, fc.string({ maxLength: 12 }), fc.constantFrom('o', 'oc', '_', '%5')))
  .map((pieces) => pieces.join(' | '));

test('nothing that begins like a raw value is passed over', () => {
  fc.assert(
    fc.property(text, (searched) => {
      const found = new Set(
        [...rawCandidates(searched)].map((candidate) => candidate.slice(0, LENGTH)),
      );
      expect([...slowly(searched)].filter((beginning) => !found.has(beginning))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('a text with any sign of a JWT is searched for JWTs, and no other', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('', ...JWT_SIGNS), fc.string(), (one, sign, other) => {
      const searched = one + sign + other;
      expect([...jwtForms(searched)].length > 0).toBe(
        JWT_SIGNS.some((each) => searched.includes(each)),
      );
    }),
  );
});
