import { renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const SHIM = fileURLToPath(new URL('clock-shim.cjs', import.meta.url));

/**
 * Environment variables that make n8n load the clock shim.
 * @param clockFile file the shim reads its offset from; need not exist
 */
export function clockEnvironment(clockFile: string): Readonly<Record<string, string>> {
  // n8n's own folder has no fake-timers, or another version, so the shim gets the path of the
  // harness's copy.
  const fakeTimers = createRequire(import.meta.url).resolve('@sinonjs/fake-timers');
  // Node splits NODE_OPTIONS at spaces unless a path is in double quotes; inside them a backslash
  // escapes (Node CLI, NODE_OPTIONS).
  return {
    NODE_OPTIONS: `--require ${JSON.stringify(SHIM)}`,
    OAUTH_CHAOS_CLOCK_FILE: clockFile,
    OAUTH_CHAOS_FAKE_TIMERS: fakeTimers,
  };
}

/**
 * Sets by how many milliseconds the shim moves the clock. The shim applies it within about 100 ms.
 */
export function writeClockOffset(clockFile: string, offsetMs: number): void {
  const beside = `${clockFile}.new`;
  writeFileSync(beside, String(Math.round(offsetMs)));
  renameSync(beside, clockFile);
}
