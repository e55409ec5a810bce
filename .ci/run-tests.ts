import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from './find-chromium.ts';
import { vitestNumbers, type Numbers } from './vitest-numbers.ts';

/**
 * All checks of the project, one level after the other; `npm test`. Goes on after a failed level,
 * so that one run tells everything, names what was skipped, and ends with `N passed, N failed`.
 * Lint, types and docs count as one check each.
 */
const LEVELS = ['lint', 'types', 'docs', 'unit', 'browser', 'e2e', 'compose'] as const;
type Level = (typeof LEVELS)[number];

interface Outcome extends Numbers {
  readonly level: Level;
  readonly seconds: number;
  readonly note?: string;
}

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');

function wantedLevels(): readonly Level[] {
  const { values } = parseArgs({ options: { level: { type: 'string', multiple: true } } });
  const wanted = values.level ?? [...LEVELS];
  const unknown = wanted.find((level) => !LEVELS.some((known) => known === level));
  if (unknown === undefined) return LEVELS.filter((level) => wanted.includes(level));
  process.stderr.write(
    `Could not run the tests: there is no level '${unknown}'.\nLevels: ${LEVELS.join(', ')}\n`,
  );
  process.exit(64);
}

function execute(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const path = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: path, ...env },
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function check(command: string, ...args: readonly string[]): Promise<Numbers> {
  const code = await execute(command, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
}

/** Two checks that count as one. */
const both = (a: Numbers, b: Numbers): Numbers => (a.failed > 0 ? a : b);

async function vitest(
  project: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Numbers> {
  const folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-tests-'));
  const file = join(folder, 'report.json');
  try {
    const code = await execute(
      'vitest',
      [
        'run',
        '--project',
        project,
        '--passWithNoTests',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ],
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

async function browser(): Promise<Numbers & { readonly note?: string }> {
  const chromium = findChromium();
  if (chromium !== undefined) return vitest('browser', { OAUTH_CHAOS_CHROMIUM: chromium });
  const note =
    'left out: no Chromium was found. Install one (Debian: apt-get install chromium), or set OAUTH_CHAOS_CHROMIUM to its path.';
  process.stdout.write(`Browser tests (*.browser.test.ts) are ${note}\n`);
  return { passed: 0, failed: 0, skipped: [], note };
}

async function compose(): Promise<Numbers & { readonly note?: string }> {
  if ((await dockerAnswers()) === 0) return vitest('compose');
  const note =
    'left out: no Docker daemon answers. On Debian as root: .ci/images/docker-daemon.sh start';
  process.stdout.write(`Tests of docker-compose.yml are ${note}\n`);
  return { passed: 0, failed: 0, skipped: [], note };
}

const dockerAnswers = (): Promise<number> => execute('sh', ['-c', 'docker info >/dev/null 2>&1']);

const run: Readonly<Record<Level, () => Promise<Numbers & { readonly note?: string }>>> = {
  lint: async () =>
    both(await check('npm', 'run', 'lint'), await check('npm', 'run', 'lint:types')),
  types: () => check('tsc', '--noEmit'),
  docs: () => check(process.execPath, join('.ci', 'docs.ts'), '--check'),
  unit: () => vitest('unit'),
  browser,
  e2e: () => vitest('e2e'),
  compose,
};

const outcomes: Outcome[] = [];
for (const level of wantedLevels()) {
  process.stdout.write(`\n── ${level}\n`);
  const startedAt = performance.now();
  const numbers = await run[level]();
  outcomes.push({ level, ...numbers, seconds: Math.round((performance.now() - startedAt) / 1000) });
}

process.stdout.write('\n');
for (const { level, passed, failed, skipped, seconds, note } of outcomes) {
  process.stdout.write(
    `${level.padEnd(8)}${String(passed).padStart(5)} passed${String(failed).padStart(5)} failed${String(skipped.length).padStart(5)} skipped  ${seconds} s${note === undefined ? '' : `  ${note}`}\n`,
  );
}
const skipped = outcomes.flatMap((outcome) => outcome.skipped);
if (skipped.length > 0)
  process.stdout.write(
    `\nSkipped:\n${skipped.map((name) => `  ${name.replace(`${root}${sep}`, '')}\n`).join('')}`,
  );
const sum = (pick: (outcome: Outcome) => number): number =>
  outcomes.reduce((all, outcome) => all + pick(outcome), 0);
process.stdout.write(
  `\n${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed\n`,
);
process.exit(sum(({ failed }) => failed) === 0 ? 0 : 1);
