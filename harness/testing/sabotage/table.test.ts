import { describe, expect, it } from 'vitest';
import { chooseScenarios } from './choose-scenarios.ts';
import type { Edit } from './edit.ts';
import type { Outcome } from './kept-outcome.ts';
import { readOptions } from './options.ts';
import { exitCodeFor, markdownTable, totalsLine } from './table.ts';

const outcome = (edit: string, verdict: Outcome['verdict'], evidence = ['e|1', 'e2']): Outcome => ({
  key: 'k',
  edit,
  harm: 'harm',
  topology: 'single',
  verdict,
  evidence,
  scenarios: 2,
  minutes: 1,
});
const edit = (name: string, near: readonly string[] = []): Edit => ({
  name,
  harm: 'h',
  file: 'f',
  search: 's',
  replace: 'r',
  near,
});

describe('the table', () => {
  it('begins with the worst and tells how many', () => {
    const outcomes = [outcome('a', 'caught'), outcome('b', 'missed'), outcome('c', 'caught')];
    expect(totalsLine(outcomes, 4)).toBe('3 of 4 edits: 2 caught, 1 missed');
    const lines = markdownTable(outcomes, 4).split('\n');
    expect(lines.findIndex((line) => line.startsWith('| b | missed'))).toBe(6);
    expect(lines[7]).toBe('| a | caught | single | harm | e\\|1 (and 1 more) |');
  });

  it.each([
    [['caught', 'noticed'], 2, 0],
    [['caught'], 2, 2],
    [['caught', 'missed'], 2, 1],
    [['caught', 'does not apply'], 2, 1],
    [['caught', 'not run'], 3, 1],
  ] as const)('%j of %i: exit code %i', (verdicts, planned, code) => {
    expect(
      exitCodeFor(
        verdicts.map((verdict) => outcome(verdict, verdict)),
        planned,
      ),
    ).toBe(code);
  });
});

describe('readOptions', () => {
  const all = [edit('refreshes-on-403'), edit('refreshes-on-429'), edit('save-not-awaited')];
  const names = (...args: readonly string[]) =>
    readOptions(args, all, '/root').edits.map(({ name }) => name);

  it('takes all edits, or those named, each once', () => {
    expect(names()).toHaveLength(3);
    expect(names('--only', 'refreshes-*', '--only', 'refreshes-on-403')).toEqual([
      'refreshes-on-403',
      'refreshes-on-429',
    ]);
    expect(readOptions([], all, '/root').output).toBe('/root/reports/sabotage');
  });

  it.each([[['--only', 'nothing']], [['--jobs', '0']], [['--jobs', 'x']], [['--what']]])(
    'refuses %j',
    (args) => {
      expect(() => readOptions(args, all, '/root')).toThrow('Could not read the arguments');
    },
  );
});

describe('chooseScenarios', () => {
  const suite = ['control/a', 'control/b', 'queue/c'];
  const choose = (narrow: boolean, scenarios: readonly string[], near: readonly string[]) =>
    chooseScenarios(suite, edit('e-e', near), { narrow, scenarios });

  it('begins with what is near', () => {
    expect(choose(false, [], ['queue/*'])).toEqual({
      first: ['queue/c'],
      rest: ['control/a', 'control/b'],
    });
    expect(choose(true, [], ['queue/*', 'nowhere/*'])).toEqual({ first: ['queue/c'], rest: [] });
  });

  it('keeps to what is asked for', () => {
    expect(choose(false, ['control/*'], ['*/b'])).toEqual({
      first: ['control/b'],
      rest: ['control/a'],
    });
    expect(choose(true, ['control/*'], ['*/b'])).toEqual({ first: ['control/b'], rest: [] });
  });

  it('leaves nothing out when nothing is near', () => {
    for (const narrow of [true, false])
      expect(choose(narrow, [], ['nowhere/*'])).toEqual({ first: suite, rest: [] });
  });
});
