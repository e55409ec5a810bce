import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nearestFolder, tryWriting } from './nearest-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearest-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('finds the nearest folder that exists, and leaves nothing behind when it tries to write there', () => {
  expect(nearestFolder(join(folder, 'a', 'b'))).toBe(folder);
  tryWriting(join(folder, 'a', 'b'));
  expect(readdirSync(folder)).toEqual([]);
});

test('refuses a file, and a place in which nobody can make a folder', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => tryWriting(join(folder, 'file', 'a'))).toThrow('is a file');
});

test.runIf(process.platform === 'linux')('refuses /proc at once, also for root', () => {
  expect(() => tryWriting('/proc/nope')).toThrow();
});
