import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { renameOptions } from './renamed-options.ts';
import { scenarioIssues } from './scenario-file-issue.ts';
import { describePath, positionOf } from './scenario-file-position.ts';
import { aliasFlaws, textFlaw, type YamlFlaw } from './yaml-flaw.ts';

/** After so many places where a text is no YAML, the others are consequences of the first. */
const MOST_FLAWS = 10;

/** A problem in a file. `line` and `column` count from 1. */
export interface FileIssue {
  readonly line: number;
  readonly column: number;
  /** As in `plan[2].options`. */
  readonly path: string;
  readonly message: string;
}

export type ParsedFile =
  /**
   * `renamed`: options that the file writes with an old name; their values were used for the new
   * name.
   */
  | { readonly ok: true; readonly value: unknown; readonly renamed: readonly FileIssue[] }
  | { readonly ok: false; readonly issues: readonly FileIssue[] };

/** A problem of a value that has the right shape but makes no sense. */
export interface SenseProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * Parses YAML (and so JSON), checks it against a schema and then checks whether it makes sense.
 * Every problem carries its position in the text.
 */
export function parseChecked(
  text: string,
  schema: z.ZodType,
  sense: (value: unknown) => readonly SenseProblem[],
): ParsedFile {
  const lines = new LineCounter();
  const tooMuch = textFlaw(text);
  if (tooMuch !== undefined) {
    lines.addNewLine(0);
    for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
    return { ok: false, issues: [flawIssue(lines, tooMuch)] };
  }
  const document = parseDocument(text, { lineCounter: lines });
  const flaws = [
    ...document.errors.map(({ pos, message }) => ({ offset: pos[0], message: firstLine(message) })),
    ...aliasFlaws(document),
  ];
  if (flaws.length > 0)
    return {
      ok: false,
      issues: flaws.slice(0, MOST_FLAWS).map((flaw) => flawIssue(lines, flaw)),
    };
  const renamed = renameOptions(document).map(({ fault, old, now, offset }) => ({
    ...place(lines, offset),
    path: `options.${old}`,
    message: `option '${old}' of ${fault} was renamed to '${now}'`,
  }));
  const value: unknown = document.toJS({ maxAliasCount: -1 });
  const shape = scenarioIssues(schema, value);
  const found =
    shape.length > 0
      ? shape
      : sense(value).map((problem) => ({ ...problem, at: 'value' as const }));
  if (found.length === 0) return { ok: true, value, renamed };
  const issues = found.map(({ path, at, message }) => ({
    ...positionOf(document, lines, path, at),
    path: describePath(path),
    message,
  }));
  return {
    ok: false,
    issues: issues.sort((one, other) => one.line - other.line || one.column - other.column),
  };
}

const flawIssue = (lines: LineCounter, { offset, message }: YamlFlaw): FileIssue => ({
  ...place(lines, offset),
  path: 'the file',
  message,
});

function place(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

const firstLine = (text: string): string =>
  (text.split('\n')[0] ?? text).replace(/ at line \d+, column \d+:?$/, '');
