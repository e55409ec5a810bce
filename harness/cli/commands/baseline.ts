import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { updateBaseline } from '../../check/update-baseline.ts';
import { writeFileWhole } from '../../machine/atomic-write.ts';
import { HarnessError } from '../../model/error.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { printable } from '../../model/printable.ts';
import type { Results } from '../../model/results.ts';
import { usageError } from '../../model/usage-error.ts';
import { openRun, type OpenedRun } from '../../store/open-run.ts';
import { readAnyBaseline, type AnyBaseline } from '../arguments/read-baseline.ts';
import { collect, RUNS } from '../arguments/run-options.ts';
import { printLine, type CliContext } from '../context.ts';

/** `oauth-chaos baseline`: keeps lists of known failures up to date. */
export function addBaselineCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('baseline')
    .description('keeps a list of known failures up to date')
    .command('update')
    .description(
      'writes the failures of stored runs into a baseline; reasons and links of its entries stay, also those of an older form',
    )
    .argument('<file>', 'the baseline, YAML; made when it is missing')
    .requiredOption(
      '--from <run>',
      `path, id, or latest (in ${RUNS}); may be given more than once, for several topologies`,
      collect,
    )
    .option(
      '--replace',
      'forget how failures looked before, where the runs have tried them (default: what is new is added)',
      false,
    )
    .action(async (file: string, options: UpdateOptions) => {
      await update(file, options, context);
      finish(0);
    });
}

interface UpdateOptions {
  readonly from: readonly string[];
  readonly replace: boolean;
}

async function update(
  file: string,
  { from, replace }: UpdateOptions,
  context: CliContext,
): Promise<void> {
  const { backend, cwd } = context;
  const summarise = await backend.summarise();
  const opened: OpenedRun[] = [];
  for (const run of from) opened.push(await openRun(run, { cwd, runs: RUNS, summarise }));
  const runs = opened.map(({ results }) => results);
  const path = resolve(cwd, file);
  const old = existsSync(path)
    ? readAnyBaseline(path, file, { checkers: await backend.checkers() })
    : { n8n: onlyVersion(runs), known: [] };
  requireVersion(old, runs, file);
  opened.forEach((run, index) => requireFinished(run, from[index] ?? '', file));
  const { baseline, told, missing } = updateBaseline({
    n8n: old.n8n,
    old: old.known,
    runs,
    replace,
  });
  if (missing.length > 0) throw untried(file, missing);
  writeFileWhole(path, stringify(baseline, { lineWidth: 110 }));
  told.forEach((line) => printLine(context, printable(line)));
  printLine(
    context,
    `Written: ${relative(cwd, path)}, ${baseline.known.length} known failure${baseline.known.length === 1 ? '' : 's'} of n8n ${baseline.n8n}.`,
  );
}

function onlyVersion(runs: readonly Results[]): string {
  const versions = [...new Set(runs.flatMap(({ targets }) => targets.map(({ n8n }) => n8n)))];
  const [version] = versions;
  if (version === undefined || versions.length > 1)
    throw usageError(
      `Could not choose the version of a new baseline: the runs tried ${versions.length === 0 ? 'none' : versions.join(', ')}.`,
      'Give runs of one version of n8n.',
    );
  return version;
}

function requireVersion({ n8n }: AnyBaseline, runs: readonly Results[], file: string): void {
  if (!runs.some(({ targets }) => targets.some((target) => target.n8n === n8n)))
    throw usageError(
      `Could not update ${file}: it is for n8n ${n8n}, and no run given has tried that.`,
      `oauth-chaos run --n8n ${n8n} --baseline none`,
    );
}

/** What a run did not try is neither known nor mended, so that only a whole run can tell. */
function requireFinished({ results, goesOn }: OpenedRun, run: string, file: string): void {
  const { exitCode, totals } = results;
  const left = totals.notRun === 0 ? '' : `, ${totals.notRun} of its scenarios did not run`;
  const cutOff = results.run.finishedAt === undefined;
  if (left === '' && !cutOff && exitCode !== 75 && exitCode !== 130) return;
  const how =
    exitCode === 130 ? 'was interrupted' : goesOn ? 'is still going on' : 'has not come to its end';
  throw usageError(
    `Could not update ${file}: the run ${run} ${how}${left}.`,
    'Give runs that tried all they were to try. Nothing was written.',
  );
}

const untried = (file: string, missing: readonly string[]): HarnessError =>
  new HarnessError(
    'baseline-not-tried',
    `Could not move ${file}: no run given says how these entries look now: ${missing.join('; ')}.`,
    {
      hint: 'Run them with `--baseline none` and give these runs, too, with --from. Nothing was written.',
      exitCode: 2,
    },
  );
