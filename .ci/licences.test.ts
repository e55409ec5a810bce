import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { licences, PERMISSIVE } from './licences.ts';

test('whoever installs the package takes on permissive licences only', () => {
  const all = licences(join(import.meta.dirname, '..'));
  expect(all.find(({ licence }) => licence === 'MIT')?.packages).toContain('zod');
  expect(all.filter(({ licence }) => !PERMISSIVE.has(licence))).toEqual([]);
});

test('a licence that is not told, and one that is not permissive, is found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'licences-'));
  const packages = {
    '': { license: 'MIT' },
    'node_modules/one': { license: 'GPL-3.0-only' },
    'node_modules/one/node_modules/@scope/two': {},
    'node_modules/three': { license: 'GPL-3.0-only', dev: true },
  };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
  expect(licences(folder)).toEqual([
    { licence: 'GPL-3.0-only', packages: ['one'] },
    { licence: 'not told', packages: ['@scope/two'] },
  ]);
  rmSync(folder, { recursive: true });
});
