import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { renameOptions } from './renamed-options.ts';
import { scenarioIssues } from './scenario-file-issue.ts';
import { describePath, positionOf } from './scenario-file-position.ts';

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
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      ok: false,
      issues: document.errors.map(({ pos, message }) => ({
        ...place(lines, pos[0]),
        path: 'the file',
        message: firstLine(message),
      })),
    };
  }
  const renamed = renameOptions(document).map(({ fault, old, now, offset }) => ({
    ...place(lines, offset),
    path: `options.${old}`,
    message: `option '${old}' of ${fault} was renamed to '${now}'`,
  }));
  const value: unknown = document.toJS();
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

function place(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

const firstLine = (text: string): string =>
  (text.split('\n')[0] ?? text).replace(/ at line \d+, column \d+:?$/, '');
