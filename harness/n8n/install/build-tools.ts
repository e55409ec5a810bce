import type { RunCommand } from '../../machine/run-command.ts';
import { HarnessError } from '../../model/error.ts';

/** The programs that node-gyp needs. Of each line one program is enough. */
const TOOLS: readonly { readonly name: string; readonly anyOf: readonly string[] }[] = [
  { name: 'python3', anyOf: ['python3'] },
  { name: 'make', anyOf: ['make', 'gmake'] },
  { name: 'a C compiler', anyOf: ['cc', 'gcc', 'clang'] },
  { name: 'a C++ compiler', anyOf: ['c++', 'g++', 'clang++'] },
];

/** What node-gyp, make and the compilers say when one of them, or a header, is missing. */
const MISSING: readonly RegExp[] = [
  /not found: g?make\b/i,
  /find python python is not set|could not find any python|no module named '?distutils/i,
  /^(?:\/bin\/)?(?:sh|make|env|xcrun): .*(?:not found|no such file or directory)/im,
  /cannot execute '?cc1|spawn \S+ ENOENT/i,
  /fatal error: '?[\w./+-]+'?(?: file not found|: no such file or directory)/i,
  /no xcode or clt version detected|invalid active developer path/i,
];

/**
 * What to install, when the output of a failed build says that a build tool or a header of the
 * system is missing; undefined when it failed for another reason.
 */
export const missingToolHint = (output: string): string | undefined =>
  MISSING.some((pattern) => pattern.test(output)) ? howToInstall() : undefined;

const howToInstall = (): string =>
  process.platform === 'darwin'
    ? 'Run: xcode-select --install'
    : 'On Debian or Ubuntu: sudo apt-get install -y python3 make gcc g++ libc6-dev';

/** @throws HarnessError `build-tools-missing`, naming what to install */
export async function requireBuildTools(
  what: string,
  run: RunCommand,
  signal: AbortSignal,
): Promise<void> {
  const missing: string[] = [];
  for (const tool of TOOLS) if (!(await anyWorks(tool.anyOf, run, signal))) missing.push(tool.name);
  if (missing.length === 0) return;
  throw new HarnessError(
    'build-tools-missing',
    `Could not build ${what}: ${missing.join(', ')} not found.`,
    { hint: howToInstall(), exitCode: 75 },
  );
}

async function anyWorks(
  programs: readonly string[],
  run: RunCommand,
  signal: AbortSignal,
): Promise<boolean> {
  for (const file of programs) {
    const { exitCode } = await run({
      file,
      args: ['--version'],
      cwd: process.cwd(),
      env: process.env,
      signal,
      timeoutMs: 20_000,
    });
    if (exitCode === 0) return true;
  }
  return false;
}
