import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableIn, printableLines, withoutCommand } from './printable.ts';

describe('printable', () => {
  it.each([
    ['\u001B[2J\u001B[1;31mred', '␛[2J␛[1;31mred'],
    ['one\r\ntwo\rthree\n\tfour', 'one\ntwo␍three\n\tfour'],
    ['bell\u0007 null\u0000 del\u007F', 'bell␇ null␀ del␡'],
    ['csi\u009B31m', 'csi<U+009B>31m'],
    ['user\u202Etxt.exe', 'user<U+202E>txt.exe'],
    ['a\u2028b', 'a<U+2028>b'],
    ['Zürich 東京 🚀', 'Zürich 東京 🚀'],
    ['\uD800', '\uFFFD'],
  ])('%j becomes %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('leaves nothing that acts, and is the same when it is done again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = printable(text);
        expect(shown).not.toMatch(/[\p{Cc}--[\n\t]]/v);
        expect(printable(shown)).toBe(shown);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reaches every text of plain data', () => {
    expect(printableIn({ 'a\u0007': ['\u001B', { b: 1, c: null, d: '\u009B' }] })).toEqual({
      'a␇': ['␛', { b: 1, c: null, d: '<U+009B>' }],
    });
  });

  it('copies of plain data only what differs, and changes nothing that it was given', () => {
    const plain = { list: [1, { text: 'plain' }], none: null };
    expect(printableIn(plain)).toBe(plain);
    const given = { first: 1, plain, texts: ['a', '\u0007', 'b'], last: { '\u001B': 2 } };
    const before = structuredClone(given);
    const shown = printableIn(given);
    expect(shown).toEqual({ first: 1, plain, texts: ['a', '␇', 'b'], last: { '␛': 2 } });
    expect(Object.keys(shown)).toEqual(Object.keys(given));
    expect(shown.plain).toBe(plain);
    expect(given).toEqual(before);
  });

  it('is what a copy with every text replaced is', () => {
    const replaced = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(replaced)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value).map(([key, inner]) => [printable(key), replaced(inner)]),
            )
          : typeof value === 'string'
            ? printable(value)
            : value;
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(printableIn(value)).toEqual(replaced(value));
      }),
    );
  });
});

describe('a line of a log', () => {
  it.each([
    '::error file=x::gone',
    '    ::set-output name=a::b',
    '\u001B[31m::error::red\u001B[39m',
    '##[command]x',
    '  ##vso[task.complete result=Succeeded]',
    "##teamcity[buildStatus status='SUCCESS']",
  ])('is no command: %j', (line) => {
    expect(withoutCommand(line)).toBe(`· ${line}`);
  });

  it.each(['a ::error:: b', '# heading', '✓ control/no-fault', ': colon', ''])(
    'stays as it is: %j',
    (line) => {
      expect(withoutCommand(line)).toBe(line);
    },
  );
});

it('lines keep the colours of this program, and nothing else that acts', () => {
  expect(printableLines('\u001B[1mname\u001B[22m  a\u202Eb\u001B[2J\n::error::x')).toBe(
    '\u001B[1mname\u001B[22m  a<U+202E>b␛[2J\n· ::error::x',
  );
});
