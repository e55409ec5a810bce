import { dirname, relative, resolve } from 'node:path';
import type { Config, ProjectSettings } from '../../config/config.ts';
import type { LoadedConfig } from '../../config/read-config.ts';
import type { Topology } from '../../n8n/index.ts';
import type { RunOptions } from '../arguments/run-options.ts';
import { isScenarioFile } from '../arguments/select-scenarios.ts';
import { parseShard } from '../arguments/shard.ts';
import { workflowLimit } from '../arguments/workflow-limit.ts';

/** Options of a running instance, which the driver reads. */
interface InstanceOptions {
  readonly n8nEmail?: string;
  readonly providerUrl?: string;
  readonly providerHost?: string;
  readonly providerPort?: number;
}

/** What a run can be told, on the command line or in a file. */
export type Settings = Partial<RunOptions> &
  InstanceOptions & {
    /** Names, patterns and files of scenarios. */
    readonly wanted?: readonly string[];
  };

/** The names of the keys of a configuration, where options have another one. */
export const CONFIG_KEYS: Readonly<Record<string, string>> = {
  n8n: 'targets',
  topology: 'topologies',
  reporter: 'reporters',
  wanted: 'scenarios',
};

/** Where paths of a configuration begin, and where those of the command line do. */
interface Folders {
  readonly folder: string;
  readonly cwd: string;
}

/** A path of the file as somebody in the current folder would write it. */
const rebased = (path: string, { folder, cwd }: Folders): string =>
  folder === cwd ? path : relative(cwd, resolve(folder, path)) || '.';

const withPath =
  (folders: Folders, pattern: RegExp) =>
  (text: string): string => {
    const match = pattern.exec(text);
    return match?.[2] === undefined
      ? text
      : `${match[1]}${rebased(match[2], folders)}${match[3] ?? ''}`;
  };

const withoutUndefined = <T extends object>(
  value: T,
): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** The settings of a project, or those of the file that projects may replace. */
function projectSettings(part: ProjectSettings, folders: Folders): Settings {
  const { targets, topologies, env, scenarios, baseline } = part;
  return withoutUndefined({
    n8n: targets?.map(withPath(folders, /^(path:)(.+)$/)),
    topology: topologies as readonly Topology[] | undefined,
    env: env && Object.entries(env).map(([name, value]) => `${name}=${String(value)}`),
    wanted: scenarios?.map((one) => (isScenarioFile(one) ? rebased(one, folders) : one)),
    baseline: baseline === undefined || baseline === 'none' ? baseline : rebased(baseline, folders),
    queueWorkers: part.queueWorkers,
    suite: part.suite,
    parallel: part.parallel,
    repeat: part.repeat,
    n8nEmail: part.n8nEmail,
    providerUrl: part.providerUrl,
    providerHost: part.providerHost,
    providerPort: part.providerPort,
  }) as Settings;
}

/** The settings of the run as a whole. */
function wholeSettings(config: Config, folders: Folders): Settings {
  const { workflow, workflowInput, shard, reporters, output } = config;
  const path = (given: string | undefined) =>
    given === undefined ? undefined : rebased(given, folders);
  return withoutUndefined({
    workflow: workflow === undefined ? undefined : withPath(folders, /^()([^#]+)(#.*)?$/)(workflow),
    workflowInput: path(workflowInput),
    workflowCredential: config.workflowCredential,
    workflowLimit:
      config.workflowLimit === undefined ? undefined : workflowLimit(config.workflowLimit),
    seed: config.seed,
    shard: shard === undefined ? undefined : parseShard(shard),
    bail: config.bail,
    strict: config.strict,
    allowFixed: config.allowFixed,
    console: config.console,
    witnesses: config.witnesses,
    reporter: reporters?.map(withPath(folders, /^([^=]+=)(?!-$)(.+)$/)),
    output: path(output),
  }) as Settings;
}

/** What a configuration says as a whole, and what each of its projects says. */
export function settingsOf(
  { config, path }: LoadedConfig,
  cwd: string,
): { readonly all: Settings; readonly projects: readonly Settings[] } {
  const folders = { folder: dirname(path), cwd };
  return {
    all: { ...projectSettings(config, folders), ...wholeSettings(config, folders) },
    projects: (config.projects ?? []).map((project) => projectSettings(project, folders)),
  };
}
