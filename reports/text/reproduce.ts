import type { OwnWorkflow } from '../../harness/model/own-workflow.ts';
import type { PlannedRun, Results, TargetResult } from '../../harness/model/results.ts';

/** A word as a POSIX shell takes it whole. */
const quoted = (word: string): string =>
  /^[\w%+,./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

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

function chosenTopology({ driver, topology, workers }: TargetResult): readonly string[] {
  if (driver === 'remote' || topology === 'single' || topology === 'unknown') return [];
  return [
    '--topology',
    topology,
    ...(workers === undefined ? [] : ['--queue-workers', String(workers)]),
  ];
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

/** A path as it was given; one that begins with a dash would be taken for an option. */
const asArgument = (file: string): string => (file.startsWith('-') ? `./${file}` : file);

/** Undefined for a client that is no n8n. */
function reproduceCommand(
  { name, file }: Pick<PlannedRun, 'name' | 'file'>,
  target: TargetResult,
  {
    seed,
    attempts,
    own,
  }: {
    readonly seed: number;
    readonly attempts: number;
    readonly own?: OwnWorkflow | undefined;
  },
): string | undefined {
  const n8n = chosenN8n(target);
  if (n8n === undefined) return undefined;
  const settings = Object.entries(target.settings ?? {}).flatMap(([key, value]) => [
    '--env',
    `${key}=${value}`,
  ]);
  return [
    'npx',
    '--no-install',
    'oauth-chaos',
    'run',
    file === undefined ? name : asArgument(file),
    '--n8n',
    ...n8n,
    ...chosenTopology(target),
    ...settings,
    ...chosenWorkflow(own),
    '--seed',
    String(seed),
    ...(attempts > 1 ? ['--repeat', String(attempts)] : []),
  ]
    .map(quoted)
    .join(' ');
}

type Run = Pick<PlannedRun, 'name' | 'target'>;

/**
 * Makes the command that runs one scenario again as it ran, in the folder where it ran: same n8n,
 * same topology, same settings, same random choices, as many attempts. It works in a checkout, and
 * in a project that has the package. Every report shows the same one.
 * @returns undefined for a client that is no n8n
 */
export function reproducer({
  run: { seed },
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
  const byId = new Map(targets.map((target) => [target.id, target]));
  return (run) => {
    const target = byId.get(run.target);
    const file = files.get(key(run));
    if (target === undefined) return undefined;
    return reproduceCommand({ name: run.name, ...(file === undefined ? {} : { file }) }, target, {
      seed,
      attempts: attempts.get(key(run)) ?? 1,
      own,
    });
  };
}
