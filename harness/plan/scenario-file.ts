import { readFileSync } from 'node:fs';
import { whyUnreadable } from '../../mock-provider/index.ts';
import { HarnessError } from '../model/error.ts';
import type { Vocabulary } from './catalog.ts';
import type { DefinedScenario } from './defined-scenario.ts';
import { parseChecked, type FileIssue } from './scenario-file-parse.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { validateScenario } from './validate-scenario.ts';

export type ParsedScenario =
  | {
      readonly ok: true;
      readonly scenario: DefinedScenario;
      readonly renamed: readonly FileIssue[];
    }
  | { readonly ok: false; readonly issues: readonly FileIssue[] };

/**
 * Parses a scenario written as YAML or JSON and checks it as strictly as a scenario in TypeScript.
 * Returns all problems at once.
 */
export function parseScenario(text: string, vocabulary: Vocabulary): ParsedScenario {
  const parsed = parseChecked(text, scenarioSchema(vocabulary), (value) => {
    const result = validateScenario(value, vocabulary);
    return result.ok ? [] : [...result.issues, ...result.problems];
  });
  return parsed.ok
    ? { ok: true, scenario: parsed.value as DefinedScenario, renamed: parsed.renamed }
    : parsed;
}

/**
 * Reads a scenario file.
 * @param shownAs the path as the user wrote it, for messages
 * @param say hears of names that were renamed, one line each
 * @throws HarnessError `scenario-file-unreadable` or `scenario-file-invalid` (exit 64), the
 * latter with every problem as `file:line:column`
 */
export function readScenarioFile(
  path: string,
  vocabulary: Vocabulary,
  shownAs: string = path,
  say: (line: string) => void = () => undefined,
): DefinedScenario {
  const parsed = parseScenario(readText(path, shownAs), vocabulary);
  if (parsed.ok) {
    for (const { line, column, message } of parsed.renamed)
      say(`${shownAs}:${line}:${column}: ${message}.`);
    return parsed.scenario;
  }
  const listed = parsed.issues.map(
    ({ line, column, path: key, message }) => `  ${shownAs}:${line}:${column} ${key}: ${message}`,
  );
  throw new HarnessError(
    'scenario-file-invalid',
    `Could not use scenario file ${shownAs}: ${listed.length} problem${listed.length === 1 ? '' : 's'}.\n${listed.join('\n')}`,
    {
      hint: 'Every key and name is in the JSON Schema that `oauth-chaos schema scenario` prints; editors can check files against it.',
      exitCode: 64,
    },
  );
}

function readText(path: string, shownAs: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new HarnessError(
      'scenario-file-unreadable',
      `Could not read scenario file ${shownAs}: ${whyUnreadable(cause)}.`,
      {
        hint: 'Scenario names have no ending; a name with .yaml, .yml or .json is taken for a file.',
        cause,
        exitCode: 64,
      },
    );
  }
}
