import fc from 'fast-check';
import { stringify } from 'yaml';
import {
  HOSTILE_TEXTS,
  mutated,
  mutation,
  type Mutation,
} from '../../../mock-provider/testing/fuzz/mutate-value.ts';

/** A file that somebody wrote by hand, made of one that is right. */
export interface GivenFile {
  /** Which of the files that are right, modulo their number. */
  readonly of: number;
  readonly changes: readonly Mutation[];
  readonly as: 'yaml' | 'json';
  readonly edits: readonly Edit[];
}

/** A change of the text, at a character or a line modulo their number. */
interface Edit {
  readonly how: 'insert' | 'drop-line' | 'double-line' | 'indent-line' | 'end-here';
  readonly at: number;
  readonly text: string;
}

const MARKS =
  '&a |*a|<<: *a\n|&a [*a]|!!js/function |!!binary |!!int |!local |\t|---\n|...\n|%TAG ! x\n|%YAML 9.9\n|? |- |: |#|\r|[|{|]|}|"|\'|>-\n|~|1e999|-.inf|.nan|0x7fffffffffffffff';

const PIECES = [
  ...MARKS.split('|'),
  '|\n',
  '[['.repeat(30_000),
  '{a: '.repeat(3_000),
  `${'- '.repeat(3_000)}x`,
  '? '.repeat(3_000),
  `\n${Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}\n`,
  `\n${Array.from({ length: 20_000 }, (_, index) => `k${index}: ${index}`).join('\n')}\n`,
  `\n${Array.from({ length: 9 }, (_, level) => `b${level}: &b${level} [${`*b${level - 1},`.repeat(level === 0 ? 0 : 9)}1]`).join('\n')}\n`,
  `x${' '.repeat(200_000)}y`,
  'é'.repeat(600_000),
  '\u0085\u2028\u2029',
  ...HOSTILE_TEXTS,
];

const edit: fc.Arbitrary<Edit> = fc.record({
  how: fc.constantFrom<Edit['how'][]>(
    'insert',
    'insert',
    'insert',
    'drop-line',
    'double-line',
    'indent-line',
    'end-here',
  ),
  at: fc.nat({ max: 20_000 }),
  text: fc.constantFrom(...PIECES),
});

/** Any file that was right before somebody changed it. */
export const givenFile: fc.Arbitrary<GivenFile> = fc
  .record({
    of: fc.nat({ max: 1_000 }),
    changes: fc.array(mutation, { maxLength: 2 }),
    as: fc.constantFrom<GivenFile['as'][]>('yaml', 'yaml', 'json'),
    edits: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(edit, { minLength: 1, maxLength: 2 }) },
    ),
  })
  .filter(({ changes, edits }) => changes.length + edits.length > 0);

/** The text of such a file. `right` are values of files that are right. */
export function textOfFile(
  { of, changes, as, edits }: GivenFile,
  right: readonly unknown[],
): string {
  const value = changes.reduce<unknown>(mutated, right[of % right.length]);
  const text = as === 'json' ? JSON.stringify(value, null, 2) : stringify(value);
  return edits.reduce(edited, text ?? '');
}

function edited(text: string, { how, at, text: piece }: Edit): string {
  const offset = at % (text.length + 1);
  if (how === 'insert') return text.slice(0, offset) + piece + text.slice(offset);
  if (how === 'end-here') return text.slice(0, offset);
  const lines = text.split('\n');
  const index = at % lines.length;
  const line = lines[index] ?? '';
  const instead = { 'drop-line': [], 'double-line': [line, line], 'indent-line': [`  ${line}`] };
  lines.splice(index, 1, ...instead[how]);
  return lines.join('\n');
}
