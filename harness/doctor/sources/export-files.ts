import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HarnessError } from '../../model/error.ts';
import { isFields, type Fields } from '../snapshot/fields.ts';

/** Folders deeper than this belong to something else. */
const MAX_DEPTH = 4;
/** A file that is larger is no export. */
const MAX_BYTES = 256 * 1024 * 1024;
const OTHER_FOLDERS = /^(\.|node_modules$)/;

/** What one file of an export holds. */
export type Exported =
  | { readonly kind: 'workflow' | 'credential'; readonly fields: Fields }
  | { readonly kind: 'unreadable'; readonly file: string };

/**
 * What n8n has exported into a folder, thing by thing: one file for all, or one for each
 * (`--separate`). Files that hold something else are passed over. Each file is read when its turn
 * comes, so that the secrets of one are in memory at a time.
 * @throws HarnessError `doctor-no-export` (64)
 */
export function* exportedIn(given: string, cwd: string): Generator<Exported> {
  for (const file of filesIn(resolve(cwd, given), given)) {
    const content = contentOf(file);
    if (content === undefined) yield { kind: 'unreadable', file };
    else
      for (const fields of [content].flat().filter(isFields)) {
        const kind = kindOf(fields);
        if (kind !== undefined) yield { kind, fields };
      }
  }
}

function filesIn(place: string, given: string): readonly string[] {
  try {
    return statSync(place).isDirectory() ? walk(place, 0) : [place];
  } catch (cause) {
    throw new HarnessError(
      'doctor-no-export',
      `Could not read the export ${given}: there is no such folder, or it may not be read.`,
      { exitCode: 64, cause },
    );
  }
}

function walk(folder: string, depth: number): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return depth < MAX_DEPTH && !OTHER_FOLDERS.test(entry.name) ? walk(path, depth + 1) : [];
      return entry.isFile() && entry.name.endsWith('.json') ? [path] : [];
    });
}

function contentOf(file: string): unknown {
  try {
    if (statSync(file).size > MAX_BYTES) return undefined;
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function kindOf(fields: Fields): 'workflow' | 'credential' | undefined {
  if (Array.isArray(fields['nodes']) && isFields(fields['connections'])) return 'workflow';
  const { name, type, data } = fields;
  return typeof name === 'string' &&
    typeof type === 'string' &&
    (typeof data === 'string' || isFields(data))
    ? 'credential'
    : undefined;
}
