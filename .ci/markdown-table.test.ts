import { expect, test } from 'vitest';
import { markdownTable } from './markdown-table.ts';

test('writes a row for each thing, on one line, with its bars escaped', () => {
  expect(markdownTable(['Checker', 'Why'], [['`a`', 'b | c\nd']])).toBe(
    '| Checker | Why |\n| --- | --- |\n| `a` | b \\| c d |',
  );
});

test('says of what lacks a field which one, and which field', () => {
  expect(() =>
    markdownTable(
      ['Checker', 'Why'],
      [
        ['`a`', 'b'],
        ['`c`', undefined],
      ],
    ),
  ).toThrow("Could not write the table of 'Checker': `c` has nothing for 'Why'.");
});
