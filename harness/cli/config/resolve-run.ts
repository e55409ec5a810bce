import type { Command } from 'commander';
import type { LoadedConfig } from '../../config/read-config.ts';
import { nearest } from '../../model/did-you-mean.ts';
import { globMatcher } from '../../model/glob.ts';
import { usageError } from '../../model/usage-error.ts';
import { driverOf } from '../../n8n/index.ts';
import { completeRunOptions, seedFor, type RunOptions } from '../arguments/run-options.ts';
import type { CliContext } from '../context.ts';
import { mergeLayers, type Layer } from './merge-layers.ts';
import { CONFIG_KEYS, settingsOf, type Settings } from './settings.ts';

/** One project of a run, or the run itself where there are none. */
export interface ResolvedProject {
  /** Undefined where the configuration has no projects. */
  readonly name: string | undefined;
  readonly wanted: readonly string[];
  /** Complete; those of the run as a whole are the same in all projects. */
  readonly options: RunOptions;
  /** Where each value was written, by the name of the option; what has no entry is the default. */
  readonly from: ReadonlyMap<string, string>;
}

/** What a run is told by its command line and its configuration. */
export interface ResolvedRun {
  readonly config: LoadedConfig | undefined;
  readonly projects: readonly [ResolvedProject, ...ResolvedProject[]];
}

/** Options that choose the configuration and are not part of it. */
const ABOUT_CONFIG = new Set(['config', 'project', 'verbose', 'json']);

/** The options that were really written on the command line, without defaults. */
export function flagsOf(wanted: readonly string[], command: Command): Layer {
  const given = Object.entries(command.opts()).filter(
    ([key]) => command.getOptionValueSource(key) === 'cli' && !ABOUT_CONFIG.has(key),
  );
  return {
    values: {
      ...Object.fromEntries(given),
      ...(wanted.length === 0 ? {} : { wanted }),
    },
    from: (key) => {
      const [name = ''] = key.split('.');
      const option = command.options.find((one) => one.attributeName() === name);
      return option?.long ?? 'command line';
    },
  };
}

const MACHINE_N8N = 'OAUTH_CHAOS_N8N';

/** Settings of a running instance say nothing where n8n is started here. */
const OF_INSTANCE = ['n8nEmail', 'providerUrl', 'providerHost', 'providerPort'];

/**
 * Puts together what the command line and the configuration say.
 * @param chosen names and patterns of projects; empty: all
 * @throws HarnessError exit 64 on a project that nobody defined
 */
export function resolveRun(
  flags: Layer,
  chosen: readonly string[],
  config: LoadedConfig | undefined,
  { cwd, env }: Pick<CliContext, 'cwd' | 'env'>,
): ResolvedRun {
  const machine = machineLayer(env);
  const shard = flags.values.shard ?? config?.config.shard;
  const seed =
    flags.values.seed ?? config?.config.seed ?? seedFor(shard === undefined ? shard : 'auto');
  const resolve = (name: string | undefined, layers: readonly Layer[]): ResolvedProject => {
    const { values, from } = mergeLayers(layers);
    const { wanted = [], ...options } = values;
    return { name, wanted, options: completeRunOptions({ ...options, seed }), from };
  };
  if (config === undefined) {
    if (chosen.length > 0)
      throw usageError(
        `Could not choose the project '${chosen[0]}': there is no configuration that defines projects.`,
        'Projects stand in oauth-chaos.config.ts; oauth-chaos init writes one.',
      );
    return { config, projects: [resolve(undefined, [flags, machine])] };
  }
  const { all, projects } = settingsOf(config, cwd);
  const file = layerOf(config, all, []);
  const names = (config.config.projects ?? []).map(({ name }) => name);
  const wanted = chooseProjects(names, chosen, config.shownAs);
  const [first, ...rest] = wanted.map((name) => {
    const index = names.indexOf(name);
    const own = layerOf(config, projects[index] ?? {}, ['projects', index]);
    return resolve(name, [flags, own, file, machine]);
  });
  return {
    config,
    projects:
      first === undefined
        ? [resolve(undefined, [flags, file, machine])]
        : withInstanceOptionsInPlace([first, ...rest]),
  };
}

/**
 * What a machine says where nothing else does: `OAUTH_CHAOS_N8N`, the n8n to test. An image that
 * has one n8n inside names it here. An empty variable counts as not set.
 */
function machineLayer(env: CliContext['env']): Layer {
  const n8n = env[MACHINE_N8N] ?? '';
  return { values: n8n === '' ? {} : { n8n: [n8n] }, from: () => MACHINE_N8N };
}

function layerOf(config: LoadedConfig, values: Settings, path: readonly PropertyKey[]): Layer {
  return {
    values,
    from: (key) => {
      const [name = '', ...entry] = key.split('.');
      const keys = [CONFIG_KEYS[name] ?? name, ...(name === 'env' ? [entry.join('.')] : [])];
      return config.placeOf([...path, ...keys]);
    },
  };
}

/** What is of a running instance is left out of projects that start n8n here. */
function withInstanceOptionsInPlace(
  projects: readonly [ResolvedProject, ...ResolvedProject[]],
): readonly [ResolvedProject, ...ResolvedProject[]] {
  const starts = ({ options }: ResolvedProject): boolean =>
    options.n8n.every((text) => driverOf(text).startsN8n);
  if (projects.every(starts)) return projects;
  const [first, ...rest] = projects.map((project) =>
    starts(project)
      ? {
          ...project,
          options: Object.fromEntries(
            Object.entries(project.options).filter(([key]) => !OF_INSTANCE.includes(key)),
          ) as unknown as RunOptions,
        }
      : project,
  );
  return first === undefined ? projects : [first, ...rest];
}

const near = (pattern: string, names: readonly string[]): string => {
  const [name] = nearest(pattern, names);
  return name === undefined ? '' : ` (did you mean '${name}'?)`;
};

/**
 * The names of the projects that are meant, in the order of the file.
 * @throws HarnessError `usage`
 */
function chooseProjects(
  names: readonly string[],
  chosen: readonly string[],
  shownAs: string,
): readonly string[] {
  if (chosen.length === 0) return names;
  const taken = new Set<string>();
  for (const pattern of chosen) {
    const found = names.filter(globMatcher(pattern));
    if (found.length === 0)
      throw usageError(
        names.length === 0
          ? `Could not choose the project '${pattern}': ${shownAs} defines no projects.`
          : `Could not choose the project '${pattern}': ${shownAs} defines none of that name.`,
        names.length === 0
          ? 'Write them into its key `projects`.'
          : `Projects: ${names.join(', ')}${near(pattern, names)}`,
      );
    found.forEach((name) => taken.add(name));
  }
  return names.filter((name) => taken.has(name));
}
