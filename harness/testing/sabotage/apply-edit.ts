import { createHash } from 'node:crypto';
import { readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { HarnessError } from '../../model/error.ts';
import type { Edit } from './edit.ts';

/**
 * The text of a file with the edit applied.
 * @throws HarnessError `edit-does-not-apply` when the searched text is not there exactly once
 */
export function edited(text: string, { name, file, search, replace }: Edit): string {
  const parts = text.split(search);
  if (parts.length !== 2)
    throw new HarnessError(
      'edit-does-not-apply',
      `Could not apply the edit '${name}': ${file} contains the searched text ${parts.length - 1} times, not once.`,
      { hint: 'Compare its search with the installed n8n.', exitCode: 1 },
    );
  return parts.join(replace);
}

/**
 * Applies an edit to a private copy of n8n. What it returns writes the old bytes back and checks
 * that they are there.
 * @throws HarnessError `edit-does-not-apply`, `copy-not-private`
 */
export async function applyEdit(copy: string, edit: Edit): Promise<() => Promise<void>> {
  const path = join(copy, edit.file);
  await requirePrivate(copy, path);
  const original = await readFile(path);
  await writeFile(path, edited(original.toString('utf8'), edit));
  return async () => {
    await writeFile(path, original);
    if (digest(await readFile(path)) !== digest(original))
      throw new HarnessError(
        'edit-not-undone',
        `Could not undo the edit '${edit.name}': ${path} is not what it was.`,
        { hint: 'Remove the copy; the next run makes a new one.' },
      );
  };
}

/**
 * Makes the files that edits touch equal to those of the installed n8n again. A killed run may have
 * left an edit behind.
 * @returns files that were different
 */
export async function undoLeftEdits(
  copy: string,
  installed: string,
  edits: readonly Edit[],
): Promise<readonly string[]> {
  const different: string[] = [];
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const path = join(copy, file);
    const original = await readFile(join(installed, file));
    if (digest(await readFile(path)) === digest(original)) continue;
    await requirePrivate(copy, path);
    await writeFile(path, original);
    different.push(file);
  }
  return different;
}

/** Writing through a link would change the n8n that every other run uses. */
async function requirePrivate(copy: string, path: string): Promise<void> {
  const { nlink } = await stat(path);
  const place = await realpath(path);
  if (nlink === 1 && place.startsWith((await realpath(copy)) + sep)) return;
  throw new HarnessError(
    'copy-not-private',
    `Could not edit ${path}: it is a link to a file that others use.`,
    { hint: 'Remove the copy; the next run makes a new one.' },
  );
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
