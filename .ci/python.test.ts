import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPython } from './python.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-tests-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

it('takes a Python that can do what the suite needs', () => {
  program('python3', 'echo 3.11.7');
  expect(findPython(folder)).toEqual({ path: join(folder, 'python3'), version: '3.11.7' });
});

it('goes past a Python that is too old or has no venv', () => {
  program('python3', 'exit 1');
  expect(findPython(folder)).toBeUndefined();
  program('python3.12', 'echo 3.12.1');
  expect(findPython(`/nonexistent${delimiter}${folder}`)).toMatchObject({ version: '3.12.1' });
});

it('finds none where there is none', () => {
  expect(findPython(folder)).toBeUndefined();
  expect(findPython('')).toBeUndefined();
});
