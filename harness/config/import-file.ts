import { pathToFileURL } from 'node:url';
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

/** Line and column in a file at which an error arose, when its stack tells. */
function placeIn(cause: unknown, path: string): string | undefined {
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  for (const name of [pathToFileURL(path).href, path]) {
    const index = stack.indexOf(`${name}:`);
    const place = index === -1 ? null : /^:(\d+)(:\d+)?/.exec(stack.slice(index + name.length));
    if (place !== null) return `line ${place[1]}`;
  }
  return undefined;
}
