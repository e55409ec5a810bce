import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { cacheRoot } from '../harness/machine/cache-root.ts';
import { isProgram } from '../harness/machine/find-program.ts';
import { execute, root } from './execute.ts';
import { pytestNumbers } from './pytest-numbers.ts';
import type { Numbers } from './vitest-numbers.ts';

/** What is written in Python: OAuth clients, and checks of files for CI systems. */
const SUITES = ['mock-provider/contract/python', '.ci/yaml'];

const NAMES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

/** Prints the version of a Python that is new enough and can make virtual environments. */
const PROBE =
  'import sys, venv, ensurepip; assert sys.version_info >= (3, 10); print(sys.version.split()[0])';

/** A Python that can run the suite. */
export interface Python {
  readonly path: string;
  readonly version: string;
}

/** The first Python 3.10 or newer with `venv` that PATH leads to; undefined when there is none. */
export function findPython(path: string | undefined = process.env['PATH']): Python | undefined {
  const folders = (path ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const program of folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))) {
    const version = isProgram(program) ? versionOf(program) : undefined;
    if (version !== undefined) return { path: program, version };
  }
  return undefined;
}

function versionOf(program: string): string | undefined {
  try {
    return execFileSync(program, ['-c', PROBE], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return undefined;
  }
}

/** Runs the suites, one after the other. */
export async function pythonSuites(python: Python): Promise<Numbers> {
  const all: Numbers[] = [];
  for (const suite of SUITES) all.push(await runSuite(python, join(root, suite)));
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    failures: all.flatMap(({ failures }) => failures),
    skipped: all.flatMap(({ skipped }) => skipped),
  };
}

/** Runs a suite. A virtual environment that cannot be made counts as one failure. */
async function runSuite(python: Python, suite: string): Promise<Numbers> {
  const environment = await virtualEnvironment(python, join(suite, 'requirements.txt'));
  if (environment === undefined)
    return { passed: 0, failed: 1, failures: [`${suite}: no virtual environment`], skipped: [] };
  const folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-tests-'));
  const file = join(folder, 'report.xml');
  try {
    // -B: nothing is written into the checkout.
    const args = ['-B', '-m', 'pytest', `--junitxml=${file}`, suite];
    const code = await execute(join(environment, 'bin/python'), args);
    return pytestNumbers(existsSync(file) ? readFileSync(file, 'utf8') : undefined, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The folder of a virtual environment with the packages of the suite, which is made when there is
 * none for this Python and these packages; undefined when it could not be made.
 */
async function virtualEnvironment(
  { path, version }: Python,
  requirements: string,
): Promise<string | undefined> {
  const key = createHash('sha256')
    .update(`${path}\n${readFileSync(requirements, 'utf8')}`)
    .digest('hex')
    .slice(0, 12);
  const folder = join(cacheRoot(process.env), 'python', `${version}-${key}`);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  // Made aside and renamed, so that a half one is never used and two runs do not meet.
  const staged = mkdtempSync(`${folder}.`);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];
  const made =
    (await execute(path, ['-m', 'venv', staged])) === 0 &&
    (await execute(join(staged, 'bin/python'), [...pip, '-r', requirements])) === 0;
  try {
    if (made) renameSync(staged, folder);
    return made ? folder : undefined;
  } catch (error) {
    if (existsSync(folder)) return folder;
    throw error;
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}
