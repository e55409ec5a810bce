import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const provider = dirname(import.meta.dirname);
const IMPORT = /\b(?:from|import)\s*\(?\s*'([^']+)'/g;

/**
 * Everything that a file imports, directly or through other files, types included: files, and names
 * of packages.
 */
function reach(
  file: string,
  seen: Set<string> = new Set(),
): { readonly files: readonly string[]; readonly packages: readonly string[] } {
  const packages = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, from = ''] of readFileSync(path, 'utf8').matchAll(IMPORT)) {
      if (from.startsWith('.')) visit(join(dirname(path), from));
      else if (!isBuiltin(from)) packages.add(/^(@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from);
    }
  };
  visit(file);
  return { files: [...seen], packages: [...packages].toSorted() };
}

it('reaches nothing outside the provider, and few packages', () => {
  const { files, packages } = reach(join(import.meta.dirname, 'main.ts'));
  expect(files.length).toBeGreaterThan(150);
  expect(
    files.map((file) => relative(provider, file)).filter((file) => file.startsWith('..')),
  ).toEqual([]);
  expect(packages).toEqual([
    '@peculiar/x509',
    'commander',
    'fastest-levenshtein',
    'heap-js',
    'jose',
    'proper-lockfile',
    'reflect-metadata',
    'yaml',
    'zod',
  ]);
});

it('is not reached by who imports the provider as a library', () => {
  const { files, packages } = reach(join(provider, 'index.ts'));
  expect(files.filter((file) => file.includes('/standalone/'))).toEqual([]);
  expect(packages).not.toContain('commander');
});
