import { globSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files and folders that a Markdown page names: targets of its links, and entries in the first
 * column of a table with the heading `File` or `Folder`. With the heading `File in X` they are
 * relative to X.
 */
export function namedFiles(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^```.*?^```$/gms, '');
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const local = links.filter((target) => !/^(?:[a-z]+:|#)/.test(target));
  return [...local.map((target) => target.replace(/#.*$/, '')), ...inTables(prose)];
}

function inTables(prose: string): readonly string[] {
  const tables = (prose.match(/(?:^\|.*\n?)+/gm) ?? []).map((table) => table.split('\n'));
  return tables.flatMap(([head = '', ...rows]) => {
    const folder = /^\| (?:File|Folder)(?: in `(.+?)`)? \|/i.exec(head);
    if (folder === null) return [];
    const cells = rows.map((row) => /^\|(.*?)\|/.exec(row)?.[1] ?? '');
    const names = cells.flatMap((cell) => [...cell.matchAll(/`([^`\s]+)`/g)]);
    return names.map(([, name = '']) => join(folder[1] ?? '', name));
  });
}

/** The names that do not exist relative to a folder. `*` may stand for several files. */
export const missingFrom = (folder: string, names: readonly string[]): readonly string[] =>
  names.filter((name) => globSync(join(folder, name)).length === 0);
