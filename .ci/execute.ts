import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playwrightNumbers } from './playwright-numbers.ts';
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
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, failures: [], skipped: [] };
}

/**
 * Runs the tests of one project of vitest.config.ts, on the Node that runs this script.
 * @param files parts of the names of test files; without them, all of the project
 */
export function vitest(
  project: string,
  { files = [], env = {} }: { readonly files?: readonly string[]; readonly env?: Env } = {},
): Promise<Numbers> {
  const program = join(root, 'node_modules/vitest/vitest.mjs');
  return withReport(async (file) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const args = ['run', ...files, '--project', project, '--passWithNoTests', ...reporters];
    const code = await execute(process.execPath, [program, ...args], env);
    return vitestNumbers(readIfThere(file), code);
  });
}

/** Runs the tests of playwright.config.ts in a Chromium, on the Node that runs this script. */
export function playwright(chromium: string): Promise<Numbers> {
  const program = join(root, 'node_modules/@playwright/test/cli.js');
  return withReport(async (file) => {
    const env = { OAUTH_CHAOS_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    const args = [program, 'test', '--reporter=list,json'];
    const code = await execute(process.execPath, args, env);
    return playwrightNumbers(readIfThere(file), code);
  });
}

/** Gives work the path of a file for a report. The file is removed at the end. */
async function withReport<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-tests-'));
  try {
    return await work(join(folder, 'report.json'));
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
