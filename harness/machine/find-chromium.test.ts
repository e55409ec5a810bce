import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findChromium } from './find-chromium.ts';

let folder: string;
let chrome: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chromium-'));
  chrome = join(folder, 'google-chrome');
  writeFileSync(chrome, '');
  chmodSync(chrome, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('takes the one that it is told to use, before one that PATH leads to', () => {
  expect(findChromium({ OAUTH_CHAOS_CHROMIUM: process.execPath, PATH: folder })).toBe(
    process.execPath,
  );
  expect(findChromium({ OAUTH_CHAOS_CHROMIUM: '', PATH: `/nowhere:${folder}` })).toBe(chrome);
});

it('refuses to go on with another one than it is told to use', () => {
  expect(() => findChromium({ OAUTH_CHAOS_CHROMIUM: join(folder, 'none'), PATH: folder })).toThrow(
    expect.objectContaining({ code: 'chromium-missing', exitCode: 64 }),
  );
});
