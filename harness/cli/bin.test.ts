import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// What npm makes of a git dependency with `--ignore-scripts`.
it('an installation that was never built says so, and what helps', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bin-'));
  try {
    const program = join(folder, 'node_modules/n8n-oauth-chaos/harness/cli/bin.mjs');
    cpSync(join(import.meta.dirname, 'bin.mjs'), program);
    let failed: unknown;
    try {
      execFileSync(process.execPath, [program, '--version'], { stdio: 'pipe', encoding: 'utf8' });
    } catch (error) {
      failed = error;
    }
    expect(failed).toMatchObject({
      status: 64,
      stderr: expect.stringMatching(
        /^Could not start oauth-chaos: it was never built, .*\/dist\/main\.js is missing\.\n.*npm ci && npm pack.*\ncode: not-built\n$/,
      ),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
