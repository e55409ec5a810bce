import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readScreenshot } from './read-screenshot.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]);
let folder: string;
const written = (name: string, content: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'screenshot-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('reads a picture', () => {
  expect(readScreenshot(written('a.png', PNG))).toEqual(PNG);
});

it('takes nothing that a run does not keep', () => {
  expect(readScreenshot(join(folder, 'none.png'))).toBeUndefined();
  expect(readScreenshot(written('b.png', Buffer.from('<svg onload="alert(1)">')))).toBeUndefined();
  const large = written('c.png', PNG);
  truncateSync(large, 6_000_000);
  expect(readScreenshot(large)).toBeUndefined();
});
