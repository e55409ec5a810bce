import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LoadedConfig } from '../../config/read-config.ts';
import type { TargetResult } from '../../model/results.ts';
import { usageError } from '../../model/usage-error.ts';
import type { StoredRun } from '../../store/read-run.ts';
import type { NamedBaseline } from '../../suite/suite-options.ts';
import { settingsOf } from '../config/settings.ts';
import type { CliContext } from '../context.ts';
import { chooseBaseline, type BaselineFor } from './choose-baseline.ts';

/** The baseline with which a target of a run is judged again, and where it comes from. */
export interface BaselineOfTarget {
  readonly named: NamedBaseline | undefined;
  readonly said: string;
}

interface Asked {
  /** The value of `--baseline`. */
  readonly option: string | undefined;
  readonly config: LoadedConfig | undefined;
  readonly context: Pick<CliContext, 'cwd' | 'backend'>;
}

/**
 * The baseline of each target, by its id: what `--baseline` says; else what the run used, from the
 * same file, or from the one that the target's project names where that is gone.
 * @throws HarnessError `usage` when it cannot be read, or nobody says any more where it is
 */
export async function baselinesOfRun(
  { results, scenarios }: StoredRun,
  { option, config, context }: Asked,
): Promise<ReadonlyMap<string, BaselineOfTarget>> {
  const { cwd, backend } = context;
  const names = scenarios.map(({ name }) => name);
  const known = new Map<string | undefined, BaselineFor>();
  const chosen = async (file: string | undefined, n8n: string) => {
    const baselineFor =
      known.get(file) ?? (await chooseBaseline(file, { cwd, backend, scenarios: names }));
    known.set(file, baselineFor);
    return baselineFor(n8n);
  };
  const ofProject = projectBaselines(config, cwd);
  const found = new Map<string, BaselineOfTarget>();
  for (const target of results.targets) {
    const { id, n8n, baseline } = target;
    if (option !== undefined) {
      const named = await chosen(option, n8n);
      found.set(id, { named, said: saidOf(named, option, n8n, 'as --baseline says') });
    } else if (baseline === undefined) {
      found.set(id, { named: undefined, said: 'none, as in the run' });
    } else {
      const { file, from } = fileOf(target, ofProject(target.project), cwd);
      const named = await chosen(file, n8n);
      const differs = file === undefined && named !== undefined && named.name !== baseline;
      const why = differs ? `the run had ${baseline}` : from;
      found.set(id, { named, said: saidOf(named, file, n8n, why) });
    }
  }
  return found;
}

function saidOf(
  named: NamedBaseline | undefined,
  file: string | undefined,
  n8n: string,
  why: string,
): string {
  if (named !== undefined) return `${file ?? named.name}, ${why}`;
  if (file === 'none') return `none, ${why}`;
  return file === undefined
    ? `none: none comes with this version of oauth-chaos for n8n ${n8n}`
    : `none: ${file} is for another version of n8n than ${n8n}`;
}

/** The baseline that a project of the configuration names. */
function projectBaselines(
  config: LoadedConfig | undefined,
  cwd: string,
): (project: string | undefined) => string | undefined {
  if (config === undefined) return () => undefined;
  const { all, projects } = settingsOf(config, cwd);
  const names = (config.config.projects ?? []).map(({ name }) => name);
  return (project) => {
    const own = project === undefined ? undefined : projects[names.indexOf(project)];
    return own?.baseline ?? all.baseline;
  };
}

function fileOf(
  { id, baseline, baselineFile, project }: TargetResult,
  ofProject: string | undefined,
  cwd: string,
): { readonly file: string | undefined; readonly from: string } {
  if (baselineFile === undefined) return { file: undefined, from: 'as in the run' };
  if (existsSync(resolve(cwd, baselineFile))) return { file: baselineFile, from: 'as in the run' };
  if (ofProject !== undefined && ofProject !== 'none')
    return {
      file: ofProject,
      from: project === undefined ? 'as the configuration says' : `as project ${project} says`,
    };
  throw usageError(
    `Could not find baseline ${baselineFile}, which the run used for ${id}: it is not there.`,
    `Judge again where the run was started, or name ${baseline} with --baseline (none: compares with nothing).`,
  );
}

/** What is told of the baselines before the results: a line for each, with its targets. */
export function baselineLines(baselines: ReadonlyMap<string, BaselineOfTarget>): readonly string[] {
  const bySaid = Map.groupBy(baselines, ([, { said }]) => said);
  return [...bySaid].map(([said, targets]) =>
    bySaid.size === 1
      ? `Baseline: ${said}`
      : `Baseline of ${targets.map(([id]) => id).join(', ')}: ${said}`,
  );
}
