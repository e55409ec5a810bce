import type { Command } from 'commander';
import type { ExitCode } from '../../model/exit-code.ts';
import { usageError } from '../../model/usage-error.ts';
import { driverOf, type TargetChoice } from '../../n8n/index.ts';
import { wholeNumber } from '../arguments/parse-number.ts';
import { addPlanOptions } from '../arguments/run-options.ts';
import { takeShard } from '../arguments/shard.ts';
import {
  addProjectOptions,
  resolveCommand,
  type ProjectOptions,
} from '../config/resolve-command.ts';
import type { ResolvedProject } from '../config/resolve-run.ts';
import { printLine, type CliContext } from '../context.ts';
import { prepareRun, type PreparedPart } from './prepare-run.ts';

/** GitHub starts no more jobs than these of one matrix. */
const MOST_JOBS = 256;

interface PlanOptions extends ProjectOptions {
  readonly matrix?: boolean;
  readonly shards: number;
}

/** One job of a CI matrix: the values of the options of its `run`. */
interface Job {
  /** Only where the configuration has projects. */
  readonly project?: string;
  readonly n8n: string;
  readonly topology: string;
  readonly shard: string;
  readonly seed: number;
}

/** `oauth-chaos plan --matrix`: what the jobs of a CI run have to run, as JSON. */
export function addPlanCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  addProjectOptions(
    addPlanOptions(
      program
        .command('plan')
        .description('prints what the jobs of a CI run are, for one that makes its jobs from JSON'),
    ),
  )
    .option('--matrix', 'a job for each version, topology and shard, as a matrix of GitHub Actions')
    .option(
      '--shards <n>',
      'parts of each, at most one for each scenario',
      wholeNumber('--shards', { min: 1, max: MOST_JOBS }),
      1,
    )
    .action(async (wanted: string[], options: PlanOptions, command: Command) => {
      if (options.matrix !== true)
        throw usageError(
          'Could not plan: --matrix is missing.',
          'What a run would do is printed by: oauth-chaos run --dry-run',
        );
      const resolved = await resolveCommand(wanted, options, command, context);
      const [first, ...others] = resolved.projects;
      const projects = [asPlan(first), ...others.map(asPlan)] as const;
      const { parts } = await prepareRun({ ...resolved, projects }, context);
      await requirePublished(
        parts.flatMap(({ targets }) => targets),
        context,
      );
      const jobs = parts.flatMap((part) => jobsOf(part, options.shards));
      if (jobs.length > MOST_JOBS)
        context.err.write(
          `${jobs.length} jobs: GitHub starts no more than ${MOST_JOBS} of one matrix.\n`,
        );
      printLine(context, JSON.stringify({ include: jobs }));
      finish(jobs.length === 0 ? 3 : 0);
    });
}

/** Each job would find out for itself, and all of them would fail. */
async function requirePublished(
  targets: readonly TargetChoice[],
  { backend, signal }: CliContext,
): Promise<void> {
  const texts = targets.map(({ text }) => text);
  for (const text of new Set(texts))
    if (driverOf(text).name === 'embedded') await backend.installer.requirePublished(text, signal);
}

/** Nothing is run, and what is planned is the whole. */
function asPlan(project: ResolvedProject): ResolvedProject {
  const { shard: _shard, ...options } = project.options;
  return { ...project, options: { ...options, dryRun: true } };
}

/** `latest` is what it is now, so that all jobs test the same n8n. */
function jobsOf(
  { project, targets, scenarios, options: { seed } }: PreparedPart,
  shards: number,
): Job[] {
  const count = Math.min(shards, scenarios.length);
  const filled = Array.from({ length: count }, (_, index) => index + 1).filter(
    (index) => takeShard(scenarios, { index, count }).length > 0,
  );
  return targets.flatMap(({ text, what, because, deployment }) =>
    filled.map((index) => ({
      ...(project === undefined ? {} : { project }),
      n8n: because === undefined ? text : what,
      topology: deployment?.topology ?? 'single',
      shard: `${index}/${count}`,
      seed,
    })),
  );
}
