import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { baselineSchema } from '../../model/baseline.ts';
import type { Checker } from '../../model/checker.ts';
import { usageError } from '../../model/usage-error.ts';
import { parseChecked } from '../../plan/scenario-file-parse.ts';
import type { NamedBaseline } from '../../suite/suite-options.ts';

/**
 * Reads a baseline file, JSON or YAML.
 * @throws HarnessError `usage` with every problem as `file:line:column`
 */
export function readBaseline(
  path: string,
  shownAs: string,
  checkers: readonly Pick<Checker, 'name'>[],
): NamedBaseline {
  const schema = baselineSchema(checkers);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw usageError(
      `Could not read baseline ${shownAs}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Give the path of a file, or `--baseline none` to compare with nothing.',
    );
  }
  const parsed = parseChecked(text, schema, () => []);
  if (parsed.ok) return { name: basename(path), baseline: schema.parse(parsed.value) };
  const listed = parsed.issues.map(
    ({ line, column, path: key, message }) => `  ${shownAs}:${line}:${column} ${key}: ${message}`,
  );
  throw usageError(
    `Could not use baseline ${shownAs}: ${listed.length} problem${listed.length === 1 ? '' : 's'}.\n${listed.join('\n')}`,
  );
}
