import type { RunCommand } from '../../machine/run-command.ts';
import { HarnessError } from '../../model/error.ts';

/** The programs that node-gyp needs. Of each line one program is enough. */
const TOOLS: readonly { readonly name: string; readonly anyOf: readonly string[] }[] = [
  { name: 'python3', anyOf: ['python3'] },
  { name: 'make', anyOf: ['make', 'gmake'] },
  { name: 'a C++ compiler', anyOf: ['c++', 'g++', 'clang++'] },
];

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
    `Could not build ${what}: ${missing.join(' and ')} not found.`,
    {
      hint:
        process.platform === 'darwin'
          ? 'Run: xcode-select --install'
          : 'On Debian or Ubuntu: sudo apt-get install -y python3 make g++',
      exitCode: 75,
    },
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
