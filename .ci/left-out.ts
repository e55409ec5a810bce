import type { Numbers } from './vitest-numbers.ts';

/** The result of a level. `note` says why the level was left out. */
export type LevelNumbers = Numbers & { readonly note?: string };

/** The result of a level that this machine cannot run. Says so at once. */
export function leftOut(what: string, why: string): LevelNumbers {
  const note = `left out: ${why}`;
  process.stdout.write(`${what} are ${note}\n`);
  return { passed: 0, failed: 0, failures: [], skipped: [], note };
}

/** The same for what CI has to have: there it is a failure when it is missing. */
export function leftOutUnlessCi(
  what: string,
  why: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): LevelNumbers {
  const isCi = (env['CI'] ?? '') !== '';
  return isCi
    ? { ...leftOut(what, why), failed: 1, failures: [`${what}: ${why}`] }
    : leftOut(what, why);
}
