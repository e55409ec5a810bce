import { imageCommand, shellWord } from '../../harness/model/image-command.ts';
import type { LoadResult } from '../../harness/model/load.ts';
import type { OwnWorkflow } from '../../harness/model/own-workflow.ts';
import type { PlannedRun, Results, TargetResult } from '../../harness/model/results.ts';

type Facts = Pick<Results['run'], 'seed' | 'config' | 'image'>;

/** A configuration in the folder where the run was started is found by itself. */
const FOUND = /^oauth-chaos\.config\.[a-z]+$/;

/** What `--n8n` was, as far as the results tell; undefined for a client that is no n8n. */
function chosenN8n({ driver, id, n8n, images }: TargetResult): readonly string[] | undefined {
  switch (driver) {
    case 'embedded':
      return [id.startsWith('path-') ? 'path:<folder of this n8n>' : n8n];
    case 'docker':
      return [`docker:${images?.['n8n']?.split(' ')[0] ?? n8n}`];
    case 'remote':
      return ['<address of the instance>', '--i-own-this-instance'];
    default:
      return undefined;
  }
}

/** Without a configuration, `single` need not be said. */
function chosenTopology(
  { driver, topology, workers }: TargetResult,
  { config }: Facts,
): readonly string[] {
  if (driver === 'remote' || topology === 'unknown') return [];
  if (topology === 'single' && config === undefined) return [];
  return [
    '--topology',
    topology,
    ...(workers === undefined ? [] : ['--queue-workers', String(workers)]),
  ];
}

/** What was said of a configuration, but for one that is found by itself. */
function chosenConfig({ project }: TargetResult, { config }: Facts): readonly string[] {
  const named = config !== undefined && !FOUND.test(config);
  return [
    ...(named ? ['--config', config] : []),
    ...(project === undefined ? [] : ['--project', project]),
  ];
}

/** With an own workflow, no baseline is what happens by itself. */
function chosenBaseline(
  { baseline, baselineFile }: TargetResult,
  own: OwnWorkflow | undefined,
): readonly string[] {
  if (baselineFile !== undefined) return ['--baseline', baselineFile];
  return baseline === undefined && own === undefined ? ['--baseline', 'none'] : [];
}

function chosenWorkflow(own: OwnWorkflow | undefined): readonly string[] {
  if (own === undefined) return [];
  const { workflow, input, credential, limit } = own.asked;
  return [
    '--workflow',
    workflow,
    ...(input === undefined ? [] : ['--workflow-input', input]),
    ...(credential === undefined ? [] : ['--workflow-credential', credential]),
    ...(limit === undefined ? [] : ['--workflow-limit', limit]),
  ];
}

/**
 * How the program is started: through npm in a checkout and in a project that has the package, or
 * as the image in which it ran, with the folder of the project where it was then.
 */
const started = ({ image }: Facts): string =>
  image === undefined ? 'npx --no-install oauth-chaos' : imageCommand(image);

/** A path as it was given; one that begins with a dash would be taken for an option. */
const asArgument = (file: string): string => (file.startsWith('-') ? `./${file}` : file);

/** How much load there was. */
const chosenLoad = (load: LoadResult | undefined): readonly string[] =>
  load === undefined
    ? []
    : ['--rate', String(load.rate), '--duration', `${load.durationMs / 1_000}s`];

/** Undefined for a client that is no n8n. */
function reproduceCommand(
  { name, file }: Pick<PlannedRun, 'name' | 'file'>,
  target: TargetResult,
  {
    facts,
    attempts,
    own,
    load,
  }: {
    readonly facts: Facts;
    readonly attempts: number;
    readonly load: LoadResult | undefined;
    readonly own: OwnWorkflow | undefined;
  },
): string | undefined {
  const n8n = chosenN8n(target);
  if (n8n === undefined) return undefined;
  const settings = Object.entries(target.settings ?? {}).flatMap(([key, value]) => [
    '--env',
    `${key}=${value}`,
  ]);
  const isLoad = load !== undefined;
  const typed = [
    isLoad ? 'load' : 'run',
    file === undefined ? name : asArgument(file),
    ...chosenLoad(load),
    ...(isLoad ? [] : chosenConfig(target, facts)),
    '--n8n',
    ...n8n,
    ...chosenTopology(target, facts),
    ...settings,
    ...(isLoad ? [] : chosenBaseline(target, own)),
    ...chosenWorkflow(own),
    '--seed',
    String(facts.seed),
    ...(attempts > 1 ? ['--repeat', String(attempts)] : []),
  ];
  return [started(facts), ...typed.map(shellWord)].join(' ');
}

type Run = Pick<PlannedRun, 'name' | 'target'>;

/**
 * Makes the command that runs one scenario again as it ran, in the folder where it ran: same n8n,
 * same topology, same settings, same known failures, same random choices, as many attempts. It
 * works in a checkout, and in a project that has the package; of a run in a container, wherever
 * there is the image. Every report shows the same one.
 * @returns undefined for a client that is no n8n
 */
export function reproducer({
  run: facts,
  targets,
  planned = [],
  scenarios,
  ownWorkflow: own,
}: Pick<Results, 'run' | 'targets' | 'planned' | 'scenarios' | 'ownWorkflow'>): (
  run: Run,
) => string | undefined {
  const key = ({ name, target }: Run): string => `${target}\n${name}`;
  const files = new Map(planned.map((one) => [key(one), one.file]));
  const attempts = new Map<string, number>();
  for (const one of [...planned, ...scenarios])
    attempts.set(key(one), Math.max(one.attempt, attempts.get(key(one)) ?? 1));
  const loads = new Map(scenarios.map((one) => [key(one), one.load]));
  const byId = new Map(targets.map((target) => [target.id, target]));
  return (run) => {
    const target = byId.get(run.target);
    const file = files.get(key(run));
    if (target === undefined) return undefined;
    return reproduceCommand({ name: run.name, ...(file === undefined ? {} : { file }) }, target, {
      facts,
      attempts: attempts.get(key(run)) ?? 1,
      own,
      load: loads.get(key(run)),
    });
  };
}
