import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { parseChecked } from './scenario-file-parse.ts';

/** The places and problems of a text that may be anything else. */
function flaws(text: string): readonly string[] {
  const parsed = parseChecked(text, z.unknown(), () => []);
  return parsed.ok
    ? []
    : parsed.issues.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

const bomb = [
  'a: &a [1,2,3,4,5,6,7,8,9]',
  ...[...'bcdefghijk'].map((name, index) => {
    const before = 'abcdefghijk'[index] ?? '';
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
  }),
].join('\n');

const PIECES = [
  ...'a|[|]|{|}|, |: |&a |*a|- |\n|  |"|\'|>|<<: |!!js |%TAG|---|?|#|\t|1e999|.inf'.split('|'),
  '|',
  '\u0000',
];

describe('an alias', () => {
  it('repeats a value', () => {
    const parsed = parseChecked('a: &a {x: 1}\nb: *a\n', z.unknown(), () => []);
    expect(parsed).toMatchObject({ ok: true, value: { a: { x: 1 }, b: { x: 1 } } });
  });

  it('may be used often', () => {
    const lines = Array.from({ length: 500 }, () => '- *a').join('\n');
    expect(flaws(`a: &a {x: 1}\nb:\n${lines}\n`)).toEqual([]);
  });

  it('must stand for something', () => {
    expect(flaws('a: 1\nb: *nope\n')).toEqual([
      "2:4 '*nope' stands for nothing; write '&nope' before the value it repeats",
    ]);
  });

  it('must not stand for what contains it', () => {
    expect(flaws('a: &a [*a]\n')).toEqual(["1:8 '*a' stands for what contains it"]);
    expect(flaws('a: &a {b: [1, *a]}\n')).toEqual(["1:15 '*a' stands for what contains it"]);
  });

  it('must not blow the file up', () => {
    expect(flaws(bomb)).toEqual([
      expect.stringMatching(/^\d+:\d+ aliases stand for more than 10000 values$/),
    ]);
  });
});

describe('a file', () => {
  it.each([
    ['brackets', `a: ${'['.repeat(20_000)}`, '1:104 has brackets over 100 deep'],
    ['braces', `a:\n  ${'{b: '.repeat(20_000)}`, '2:403 has brackets over 100 deep'],
    ['lists on one line', `a:\n${'- '.repeat(20_000)}x`, '2:1 has lists over 100 deep on one line'],
    ['questions', '? '.repeat(20_000), '1:1 has lists over 100 deep on one line'],
    [
      'blanks',
      Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      '201:1 is indented by over 200 blanks',
    ],
    ['characters', `a: ${'x'.repeat(600_000)}`, '1:1 is longer than 500000 characters'],
    [
      'anchors',
      `a: ${'&a '.repeat(20_000)}1`,
      '1:304 has over 100 anchors, aliases and tags in a row',
    ],
    ['tags', '!!x\n'.repeat(20_000), '101:1 has over 100 anchors, aliases and tags in a row'],
    [
      'keys in a list',
      `[1\n${'k: 1\n'.repeat(20_000)}]`,
      '1:1 has brackets or maps that do not end',
    ],
  ])('may not have too many %s', (_, text, told) => {
    expect(flaws(text)).toEqual([told]);
  });

  it('may have twenty thousand keys, and none of them twice', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`);
    expect(flaws(keys.join('\n'))).toEqual([]);
    expect(flaws([...keys, 'k5: 2'].join('\n'))).toEqual(["20001:1 key 'k5' is there twice"]);
  });

  it('that is no YAML tells the first problems only', () => {
    expect(flaws(`${'a: [\n'.repeat(60)}`)).toHaveLength(10);
  });

  it('never ends in anything but problems, whatever it holds', () => {
    const piece = fc.constantFrom(...PIECES);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const parsed = parseChecked(text, z.unknown(), () => []);
        if (parseDocument(text).errors.length > 0) expect(parsed.ok).toBe(false);
        if (!parsed.ok) expect(parsed.issues.every(({ line }) => line >= 1)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
