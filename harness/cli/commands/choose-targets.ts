import { usageError } from '../../model/usage-error.ts';
import {
  driverOf,
  drivers,
  type Deployment,
  type TargetChoice,
  type Topology,
} from '../../n8n/index.ts';
import type { RunOptions } from '../arguments/run-options.ts';
import type { CliContext } from '../context.ts';

/**
 * Finds every n8n that a run names, and asks whether it may be used.
 * @throws HarnessError exit 64
 */
export const chooseTargets = async (
  options: RunOptions,
  scenarios: number,
  context: CliContext,
): Promise<readonly TargetChoice[]> =>
  resolveTargets(options.n8n, await admit(options, scenarios, context), context, context.signal);

/** Each n8n in each topology; in queue topology with each number of workers. */
export const inTopologies = (
  chosen: readonly TargetChoice[],
  {
    topologies,
    workers,
    settings,
  }: {
    readonly topologies: readonly Topology[];
    readonly workers: readonly number[];
    readonly settings: Deployment['settings'];
  },
): readonly TargetChoice[] =>
  chosen.flatMap((target) =>
    driverOf(target.text).startsN8n
      ? [...new Set(topologies)].flatMap((topology) =>
          (topology === 'queue' ? [...new Set(workers)] : [0]).map((count) => ({
            ...target,
            deployment: { topology, workers: count, settings },
          })),
        )
      : [target],
  );

/** What each driver needs to use its targets, by the driver's name. */
type Access = ReadonlyMap<string, unknown>;

/**
 * Asks every driver whether its targets may be used.
 * @throws HarnessError exit 64
 */
async function admit(options: RunOptions, scenarios: number, asker: CliContext): Promise<Access> {
  const { n8n, topology, env, dryRun } = options;
  const shaped = env.length > 0 || topology.some((chosen) => chosen !== 'single');
  const access = new Map<string, unknown>();
  for (const driver of drivers) {
    const texts = n8n.filter((text) => driverOf(text) === driver);
    const reshaped = shaped && texts.length === n8n.length;
    const given = await driver.admit?.({
      texts,
      options: { ...options },
      reshaped,
      scenarios,
      dryRun,
      asker,
    });
    if (given !== undefined) access.set(driver.name, given);
  }
  return access;
}

async function resolveTargets(
  texts: readonly string[],
  access: Access,
  { backend }: CliContext,
  signal: AbortSignal,
): Promise<readonly TargetChoice[]> {
  const targets: TargetChoice[] = [];
  for (const text of new Set(texts)) {
    const given = access.get(driverOf(text).name);
    const target = await backend.resolveTarget(
      text,
      signal,
      ...(given === undefined ? [] : [given]),
    );
    const twin = targets.find(({ what }) => what === target.what);
    if (twin !== undefined)
      throw usageError(
        `Could not use --n8n ${text}: it is the same n8n (${target.what}) as --n8n ${twin.text}.`,
        'Leave one of them out, or use --repeat to run scenarios more than once.',
      );
    targets.push(target);
  }
  return targets;
}
