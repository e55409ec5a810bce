import { renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const SHIM = fileURLToPath(new URL('clock-shim.cjs', import.meta.url));

/**
 * Environment that loads the clock shim into an n8n started with it.
 * @param clockFile file the shim reads its offset from; need not exist
 */
export function clockEnvironment(clockFile: string): Readonly<Record<string, string>> {
  // n8n's own folder has no fake-timers, or another version: it is taken from ours by its path.
  const fakeTimers = createRequire(import.meta.url).resolve('@sinonjs/fake-timers');
  // NODE_OPTIONS splits at spaces unless a path stands in double quotes, in which a backslash
  // escapes (Node CLI, NODE_OPTIONS).
  return {
    NODE_OPTIONS: `--require ${JSON.stringify(SHIM)}`,
    OAUTH_CHAOS_CLOCK_FILE: clockFile,
    OAUTH_CHAOS_FAKE_TIMERS: fakeTimers,
  };
}

/** Tells the shim how far the clock is to be off, in milliseconds; taken up within about 100 ms. */
export function writeClockOffset(clockFile: string, offsetMs: number): void {
  const beside = `${clockFile}.new`;
  writeFileSync(beside, String(Math.round(offsetMs)));
  renameSync(beside, clockFile);
}
