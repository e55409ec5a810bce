import { sep } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './execute.ts';
import type { LevelNumbers } from './left-out.ts';
import { chooseLevels } from './levels.ts';

/**
 * `npm test`: runs all checks of the project, one level after the other. Continues after a failed
 * level, so that one run shows everything; names what was skipped; and ends with `N passed, N
 * failed`. A level that does not consist of tests counts as one check.
 */
interface Outcome extends LevelNumbers {
  readonly level: string;
  readonly seconds: number;
}

const say = (text: string): boolean => process.stdout.write(`${text}\n`);

const USAGE = 'Usage: npm test [-- --level NAME …]';

function wantedLevels(): ReturnType<typeof chooseLevels> {
  try {
    const { values } = parseArgs({ options: { level: { type: 'string', multiple: true } } });
    return chooseLevels(values.level);
  } catch (error) {
    if (error instanceof RangeError) process.stderr.write(`${error.message}\n`);
    else if (error instanceof TypeError) process.stderr.write(`${error.message}\n${USAGE}\n`);
    else throw error;
    process.exit(64);
  }
}

function line({ level, passed, failed, skipped, seconds, note }: Outcome): string {
  const count = (number: number, what: string): string => `${String(number).padStart(5)} ${what}`;
  const counts = `${count(passed, 'passed')}${count(failed, 'failed')}${count(skipped.length, 'skipped')}`;
  return `${level.padEnd(8)}${counts}  ${seconds} s${note === undefined ? '' : `  ${note}`}`;
}

function list(title: string, names: readonly string[]): void {
  if (names.length === 0) return;
  say(`\n${title}:`);
  for (const name of names) say(`  ${name.replaceAll(`${root}${sep}`, '')}`);
}

/** What failed in a level: its tests by name, or the level where no test can be named. */
const failuresOf = ({ level, failed, failures }: Outcome): readonly string[] =>
  failed > 0 && failures.length === 0 ? [level] : failures.map((name) => `${level}: ${name}`);

const outcomes: Outcome[] = [];
for (const { name, run } of wantedLevels()) {
  say(`\n── ${name}`);
  const startedAt = performance.now();
  const numbers = await run();
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  outcomes.push({ level: name, ...numbers, seconds });
}

say('');
for (const outcome of outcomes) say(line(outcome));
list(
  'Skipped',
  outcomes.flatMap(({ skipped }) => skipped),
);
list('Failed', outcomes.flatMap(failuresOf));
const sum = (pick: (outcome: Outcome) => number): number =>
  outcomes.reduce((all, outcome) => all + pick(outcome), 0);
const failed = sum((outcome) => outcome.failed);
say(`\n${sum(({ passed }) => passed)} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
