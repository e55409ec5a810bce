import type { z } from 'zod';
import {
  describePath,
  placeOf,
  positionOf,
  readYaml,
  valueOfYaml,
} from '../../mock-provider/index.ts';
import { renameOptions } from './renamed-options.ts';
import { MOST_PROBLEMS, scenarioIssues } from './scenario-issues.ts';

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
  const read = readYaml(text);
  if (!read.ok)
    return { ok: false, issues: read.flaws.map((flaw) => ({ ...flaw, path: 'the file' })) };
  const { document, lines } = read;
  const renamed = renameOptions(document).map(({ fault, old, now, offset }) => ({
    ...placeOf(lines, offset),
    path: `options.${old}`,
    message: `option '${old}' of ${fault} was renamed to '${now}'`,
  }));
  const value = valueOfYaml(document);
  const shape = scenarioIssues(schema, value);
  const found =
    shape.length > 0
      ? shape
      : sense(value).map((problem) => ({ ...problem, at: 'value' as const }));
  if (found.length === 0) return { ok: true, value, renamed };
  const issues = found
    .slice(0, MOST_PROBLEMS)
    .map(({ path, at, message }) => ({
      ...positionOf(document, lines, path, at),
      path: describePath(path),
      message,
    }))
    .sort((one, other) => one.line - other.line || one.column - other.column);
  const last = issues.at(-1);
  return {
    ok: false,
    issues:
      last === undefined || found.length <= MOST_PROBLEMS
        ? issues
        : [...issues, { ...last, path: 'the file', message: 'has more problems than these' }],
  };
}
