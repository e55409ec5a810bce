import { expect, it } from 'vitest';
import { sampleRun } from '../testing/sample-run.ts';
import { witnessedRun } from '../testing/sample-witnessed.ts';
import { witnessSection } from './witness-document.ts';
import { unseenLines, witnessLines } from './witness-lines.ts';
import { witnessMatrix } from './witness-matrix.ts';
import { cellWords } from './witness-words.ts';

const { results } = witnessedRun();
const [first] = results.scenarios;

it('has what no witness showed first, then what only the provider knows', () => {
  const matrix = witnessMatrix(results);
  expect(matrix?.rows.map(({ failure, unseen }) => [failure.what, unseen])).toEqual([
    ['It was lost.', true],
    ['It died.', false],
    ['It failed.', false],
  ]);
  expect(matrix?.rows.at(-1)?.cells.map(cellWords)).toEqual([
    'named the cause, or what helps: “a | b”',
    'showed that something failed',
    'not there: nobody asked',
    'showed nothing',
  ]);
});

it('is nothing where no result says what monitoring showed', () => {
  const without = sampleRun().results;
  expect(witnessMatrix(without)).toBeUndefined();
  expect([witnessLines(without), unseenLines(without), witnessSection(without)]).toEqual([
    [],
    [],
    '',
  ]);
});

it('in a terminal is a line for each failure, and says who was not there and who cried wolf', () => {
  const lines = witnessLines(results);
  expect(lines).toContain(
    'What monitoring showed: 3 kinds of failure, 1 of them shown by no witness',
  );
  expect(lines.find((line) => line.includes('It failed.'))).toMatch(
    /^ {2}● ○ – · .*2 × It failed\.$/,
  );
  expect(lines.slice(-3)).toEqual([
    '  Log: it says less.',
    '  Log: told of a failure where there was none, 4 times.',
    '  Sentry: not there, nobody asked.',
  ]);
});

it('at the end of a list has only what no witness showed', () => {
  expect(unseenLines(results)).toEqual([
    '',
    'Failures that no witness showed: 1',
    `  ${first?.name} @ ${first?.target}: It was lost.`,
  ]);
  const scenarios = Array.from({ length: 12 }, () => results.scenarios.slice(0, 1)).flat();
  expect(unseenLines({ ...results, scenarios }).at(-1)).toBe(
    '  and 2 more; the reports have them all.',
  );
});

it('in Markdown is a table in which what no witness showed stands out', () => {
  const text = witnessSection(results);
  expect(text).toContain('| Scenario | What failed | Execution list | Log | Sentry | Ledger |');
  expect(text).toMatch(/\*\*It was lost\.\*\* \| · \| · \| – \| · \|\n/);
  expect(text).toContain('2 × It failed. | ● | ○ | – | · |');
});
