import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { positionOf, readYaml } from '../../../mock-provider/index.ts';

/** Where a scenario is defined, as reports name it. `line` counts from 1. */
export interface DefinedAt {
  readonly file: string;
  readonly line: number;
}

/**
 * Finds the line of each file that defines its scenario or its family. Each file is read once.
 * @param cwd the folder from which paths are told
 * @returns undefined for a file of an installed package, which is none of the user's own, and for
 * one that cannot be read
 */
export function definedIn(cwd: string): (path: string) => DefinedAt | undefined {
  const known = new Map<string, DefinedAt | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, look(path, cwd));
    return known.get(path);
  };
}

function look(path: string, cwd: string): DefinedAt | undefined {
  const from = relative(cwd, path);
  if (path.split(sep).includes('node_modules')) return undefined;
  const text = read(path);
  if (text === undefined) return undefined;
  return {
    file: isAbsolute(from) ? path : from.split(sep).join('/'),
    line: /\.[cm]?[jt]s$/.test(path) ? lineOfExport(text) : lineOfName(text),
  };
}

/** A pipe has given its text already, and would be waited for. */
function read(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** The line of `export default defineScenario({`. */
const lineOfExport = (text: string): number =>
  Math.max(1, text.split('\n').findIndex((line) => line.startsWith('export default')) + 1);

function lineOfName(text: string): number {
  const parsed = readYaml(text);
  return parsed.ok ? positionOf(parsed.document, parsed.lines, ['name'], 'key').line : 1;
}
