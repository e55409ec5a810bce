import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeClockOffset } from '../driver/clock-shim/clock-file.ts';
import { makeSharedFolder, sharedEnvironment } from './shared-folder.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'shared-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('holds all that the clock shim needs, whatever is installed elsewhere', async () => {
  const { clockFile, mounts } = makeSharedFolder(folder);
  expect(mounts).toEqual({ '/oauth-chaos/shared': { source: folder, readOnly: true } });
  writeClockOffset(clockFile, 86_400_000);
  const env = Object.fromEntries(
    Object.entries(sharedEnvironment()).map(([name, value]) => [
      name,
      value.replaceAll('/oauth-chaos/shared', folder),
    ]),
  );
  const child = spawn(process.execPath, ['-p', 'Date.now()'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) said += String(chunk);
  expect(Math.abs(Number(said) - Date.now() - 86_400_000)).toBeLessThan(60_000);
});
