import { readFileSync } from 'node:fs';
import type { Document, LineCounter } from 'yaml';
import {
  describePath,
  positionOf,
  readYaml,
  valueOfYaml,
  whyUnreadable,
} from '../../mock-provider/index.ts';
import { HarnessError } from '../model/error.ts';
import { configIssues } from './config-issues.ts';
import type { Config } from './config.ts';
import type { ConfigFile } from './find-config.ts';
import { importFile } from './import-file.ts';

/** A configuration that has been read and checked. */
export interface LoadedConfig extends ConfigFile {
  readonly config: Config;
  /** Where a value stands: `file:line`, or the file alone where code makes the value. */
  readonly placeOf: (path: readonly PropertyKey[]) => string;
}

/**
 * Reads a configuration and checks all of it.
 * @throws HarnessError exit 64: `file-not-importable`, `config-unreadable`, or `config-invalid`
 * with every problem, as `file:line:column` where the file is data
 */
export async function readConfig(file: ConfigFile): Promise<LoadedConfig> {
  return /\.(json|ya?ml)$/.test(file.path) ? readData(file) : importConfig(file);
}

async function importConfig(file: ConfigFile): Promise<LoadedConfig> {
  const { shownAs } = file;
  const { default: value } = await importFile(file.path, `configuration ${shownAs}`);
  const unfit = whyNoConfig(value);
  if (unfit !== undefined)
    throw new HarnessError(
      'config-invalid',
      `Could not use configuration ${shownAs}: ${unfit.reason}.`,
      { exitCode: 64, hint: unfit.hint ?? 'Write: export default defineConfig({ … });' },
    );
  const config = withoutUndefined(value);
  const issues = configIssues(config);
  if (issues.length > 0)
    throw invalid(
      shownAs,
      issues.map(({ path, message }) => `${shownAs} ${describePath(path)}: ${message}`),
    );
  return { ...file, config: config as Config, placeOf: () => shownAs };
}

/** Why what a file exports is no configuration; undefined when it is an object. */
function whyNoConfig(
  value: unknown,
): { readonly reason: string; readonly hint?: string } | undefined {
  if (value === undefined) return { reason: 'it has no default export' };
  if (typeof value === 'function')
    return {
      reason: 'its default export is a function, and nobody calls it',
      hint: 'Export what it returns: export default defineConfig({ … });',
    };
  if (value instanceof Promise)
    return {
      reason: 'its default export is a promise',
      hint: 'Wait for it: export default await …;',
    };
  const plain =
    typeof value === 'object' &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
  return plain ? undefined : { reason: 'its default export is no object' };
}

/** Code may set a key to undefined, which is to leave it out. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== undefined)
      .map(([key, held]) => [key, withoutUndefined(held)]),
  );
}

function readData(file: ConfigFile): LoadedConfig {
  const { shownAs } = file;
  const read = readYaml(textOf(file));
  if (!read.ok)
    throw invalid(
      shownAs,
      read.flaws.map(({ line, column, message }) => `${shownAs}:${line}:${column} ${message}`),
    );
  const { document, lines } = read;
  const value: unknown = valueOfYaml(document) ?? {};
  const issues = configIssues(value)
    .map((issue) => ({ ...issue, ...positionOf(document, lines, issue.path, issue.at) }))
    .toSorted((one, other) => one.line - other.line || one.column - other.column);
  if (issues.length > 0)
    throw invalid(
      shownAs,
      issues.map(
        ({ line, column, path, message }) =>
          `${shownAs}:${line}:${column} ${describePath(path)}: ${message}`,
      ),
    );
  return {
    ...file,
    config: value as Config,
    placeOf: (path) => `${shownAs}:${lineOf(document, lines, path)}`,
  };
}

const lineOf = (
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number => positionOf(document, lines, path, 'key').line;

function textOf({ path, shownAs }: ConfigFile): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new HarnessError(
      'config-unreadable',
      `Could not read configuration ${shownAs}: ${whyUnreadable(cause)}.`,
      { exitCode: 64, hint: 'Give the path of a file with --config.', cause },
    );
  }
}

const invalid = (shownAs: string, problems: readonly string[]): HarnessError =>
  new HarnessError(
    'config-invalid',
    `Could not use configuration ${shownAs}: ${problems.length} problem${problems.length === 1 ? '' : 's'}.\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    {
      exitCode: 64,
      hint: 'Every key is in the JSON Schema that `oauth-chaos schema config` prints.',
    },
  );
