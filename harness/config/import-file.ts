import { spawnSync } from 'node:child_process';
import { basename, dirname, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { HarnessError } from '../model/error.ts';
import { resolveOwnPackage } from './own-package.ts';

/**
 * Imports a file of the user's with Node's own import, which strips types. Returns what it exports.
 * @param what what the file is, for messages: `configuration oauth-chaos.config.ts`
 * @throws HarnessError exit 64 `file-not-importable` when it cannot be read, or throws
 */
export async function importFile(
  path: string,
  what: string,
): Promise<Readonly<Record<string, unknown>>> {
  resolveOwnPackage();
  try {
    return (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    const { reason, hint } = whyNotImported(cause, path);
    throw new HarnessError('file-not-importable', `Could not read ${what}: ${reason}.`, {
      exitCode: 64,
      hint,
      cause,
    });
  }
}

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').replace(/\.$/, '');

function whyNotImported(
  cause: unknown,
  path: string,
): { readonly reason: string; readonly hint: string } {
  const message = firstLine(cause instanceof Error ? cause.message : String(cause));
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const at = placeIn(cause, path);
  const place = at === undefined ? '' : ` (at ${at})`;
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX')
    return {
      reason: `Node only strips types, and this has to be compiled: ${message}${place}`,
      hint: "Write a union of literals in the place of an enum ('a' | 'b'), and fields in the place of parameter properties; tsc shows all such places with erasableSyntaxOnly.",
    };
  if (code === 'ERR_MODULE_NOT_FOUND')
    return {
      reason: `${message.replace(/ imported from .*/, '')}, which it imports`,
      hint: 'Install it, or write its path with its ending: ./presets/acme.ts.',
    };
  if (cause instanceof SyntaxError)
    return {
      reason: `${message}${place}`,
      hint: /\bimport statement|Unexpected token 'export'/.test(message)
        ? 'Its package.json says "type": "commonjs": give the file the ending .mts or .mjs.'
        : 'Mend it there; `node --check` tells the same.',
    };
  return {
    reason: `it threw ${cause instanceof Error ? `${cause.name}: ${message}` : message}${place}`,
    hint: 'A configuration and what it imports must load without a running n8n or provider.',
  };
}

/**
 * Where an error arose, as `file:line:column`: in the file, or in one beside it that it imports.
 * Of a syntax error in JavaScript only `node --check` says where it is.
 */
function placeIn(cause: unknown, path: string): string | undefined {
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  const frames = [...stack.matchAll(/(file:\/\/\/[^\s()]+?|\/[^\s():]+):(\d+):(\d+)/g)]
    .map(([, url = '', line, column]) => ({
      file: url.startsWith('file:') ? fileURLToPath(url) : url,
      line,
      column,
    }))
    .filter(({ file }) => file.startsWith(`${dirname(path)}${sep}`));
  const frame = frames.find(({ file }) => file === path) ?? frames[0];
  if (frame !== undefined)
    return `${relative(dirname(path), frame.file)}:${frame.line}:${frame.column}`;
  return shownPlace(stack) ?? (cause instanceof SyntaxError ? checked(path) : undefined);
}

const CHECK_WITHIN_MS = 10_000;

/** The place of a syntax error, by a Node that reads the file and does not run it. */
function checked(path: string): string | undefined {
  const { stderr } = spawnSync(process.execPath, ['--check', path], {
    encoding: 'utf8',
    timeout: CHECK_WITHIN_MS,
  });
  return shownPlace(stderr);
}

/** A place as Node shows it: file and line, the line's text, and a mark below its column. */
function shownPlace(text: string): string | undefined {
  const shown = /^(?:file:\/\/)?(\/.*):(\d+)\n\n?.*\n( *)\^/.exec(text);
  return shown === null
    ? undefined
    : `${basename(shown[1] ?? '')}:${shown[2]}:${(shown[3] ?? '').length + 1}`;
}
