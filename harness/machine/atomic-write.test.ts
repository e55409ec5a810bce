import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeJsonAtomic } from './atomic-write.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'atomic-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('puts a new file in the place of the old one and leaves nothing beside it', () => {
  const path = join(folder, 'a.json');
  writeJsonAtomic(path, { a: 1 });
  const first = statSync(path).ino;
  writeJsonAtomic(path, { a: 2 });
  expect(readFileSync(path, 'utf8')).toBe('{\n  "a": 2\n}\n');
  expect(statSync(path).ino).not.toBe(first);
  expect(readdirSync(folder)).toEqual(['a.json']);
});

it('leaves nothing behind where it cannot write', () => {
  mkdirSync(join(folder, 'a.json'));
  writeFileSync(join(folder, 'a.json', 'inside'), '');
  expect(() => writeJsonAtomic(join(folder, 'a.json'), {})).toThrow(/Could not write .*a\.json/);
  expect(readdirSync(folder)).toEqual(['a.json']);
});
