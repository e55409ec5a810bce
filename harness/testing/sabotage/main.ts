import { mkdirSync, writeFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheLayout } from '../../machine/cache.ts';
import { holdLock } from '../../machine/lock.ts';
import { HarnessError } from '../../model/error.ts';
import { scenariosOfSuite } from '../suites.ts';
import { undoLeftEdits } from './apply-edit.ts';
import { chooseScenarios } from './choose-scenarios.ts';
import { edits } from './edits/index.ts';
import type { Outcome } from './kept-outcome.ts';
import { readOptions, type SabotageOptions } from './options.ts';
import { privateCopy } from './private-copy.ts';
import { runSuiteOnCopy } from './run-suite.ts';
import { exitCodeFor, markdownTable, totalsLine } from './table.ts';
import { tryEdits } from './try-edits.ts';
import { SABOTAGED } from './version.ts';

/**
 * `npm run sabotage`: does the suite notice when n8n is broken? Each edit is a mistake in n8n's own
 * code; the suite runs on a private copy of n8n with one edit at a time. Takes minutes an edit.
 */
const root = join(import.meta.dirname, '../../..');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function sabotage(options: SabotageOptions, signal: AbortSignal): Promise<number> {
  const cache = cacheLayout();
  const installed = join(cache.versions, SABOTAGED);
  await access(join(installed, 'installed.json')).catch((cause: unknown) => {
    throw new HarnessError('not-installed', `Could not find n8n ${SABOTAGED}.`, {
      cause,
      hint: `Install it first: npm run -s oauth-chaos -- n8n install ${SABOTAGED}`,
      exitCode: 75,
    });
  });
  await using _lock = await holdLock(cache, 'sabotage.lock', signal, () =>
    say('Another sabotage run uses the copies; waiting for it.'),
  );
  const copies = Array.from({ length: options.jobs }, (_, job) =>
    join(cache.root, 'sabotage', `${SABOTAGED}-${job + 1}`),
  );
  for (const copy of copies) {
    await privateCopy(installed, copy, () => say(`Copying n8n ${SABOTAGED} to ${copy}`));
    const left = await undoLeftEdits(copy, installed, edits);
    if (left.length > 0) say(`Undid what an earlier run left in ${left.join(', ')}`);
  }
  const names = (await scenariosOfSuite(options.suite)).map(({ name }) => name);
  mkdirSync(options.output, { recursive: true });
  const outcomes: Outcome[] = [];
  const planned = options.edits.length;
  await tryEdits({
    ...options,
    tasks: options.edits.map((edit) => ({ edit, ...chooseScenarios(names, edit, options) })),
    copies,
    signal,
    runSuite: runSuiteOnCopy,
    say,
    onOutcome(outcome) {
      outcomes.push(outcome);
      say(`${outcome.verdict.padEnd(14)} ${outcome.edit}  ${outcome.evidence[0] ?? ''}`);
      writeFileSync(join(options.output, 'sabotage.json'), JSON.stringify(outcomes, undefined, 2));
      writeFileSync(join(options.output, 'sabotage.md'), markdownTable(outcomes, planned));
    },
  });
  say(`\n${markdownTable(outcomes, planned)}`);
  say(`${totalsLine(outcomes, planned)}. Written to ${options.output}`);
  return exitCodeFor(outcomes, planned);
}

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.once(name, () => interrupted.abort(new Error('interrupted')));
try {
  const options = readOptions(process.argv.slice(2), edits, root);
  if (options.list) for (const { name, harm } of options.edits) say(`${name}: ${harm}`);
  else process.exitCode = await sabotage(options, interrupted.signal);
} catch (error) {
  if (!(error instanceof HarnessError) && !interrupted.signal.aborted) throw error;
  process.exitCode = error instanceof HarnessError ? error.exitCode : 130;
  say(error instanceof Error ? error.message : String(error));
  if (error instanceof HarnessError && error.hint !== undefined) say(error.hint);
}
