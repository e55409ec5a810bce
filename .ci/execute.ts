import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vitestNumbers, type Numbers } from './vitest-numbers.ts';

export const root = join(import.meta.dirname, '..');

type Env = Readonly<Record<string, string>>;

/**
 * Runs a program in the checkout, with its output shown, and returns its exit code; 127 when the
 * program does not exist.
 */
export function execute(command: string, args: readonly string[], env: Env = {}): Promise<number> {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Runs a script of package.json. It counts as one check. */
export async function script(name: string, ...args: readonly string[]): Promise<Numbers> {
  const code = await execute('npm', ['run', '--silent', name, '--', ...args]);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
}

/** Runs the tests of one project of vitest.config.ts, on the Node that runs this script. */
export async function vitest(project: string, env: Env = {}): Promise<Numbers> {
  const folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-tests-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const program = join(root, 'node_modules/vitest/vitest.mjs');
  try {
    const code = await execute(
      process.execPath,
      [program, 'run', '--project', project, '--passWithNoTests', ...reporters],
      env,
    );
    return vitestNumbers(readIfThere(file), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
