import { cacheLayout } from '../../machine/cache.ts';
import { shownSettings } from '../../n8n/index.ts';
import { RUNS } from '../arguments/run-options.ts';
import type { CliContext } from '../context.ts';
import type { ResolvedProject, ResolvedRun } from './resolve-run.ts';

/** One setting of a run: its key in a configuration, its value, and where that was written. */
export interface SettingRow {
  readonly key: string;
  readonly value: unknown;
  /** A flag, `file:line`, a file, an environment variable, or `default`. */
  readonly from: string;
}

const DEFAULT = 'default';

const row = (
  { from, options, wanted }: ResolvedProject,
  key: string,
  name: string,
  fallback?: unknown,
): SettingRow => ({
  key,
  value: (name === 'wanted' ? wanted : Reflect.get(options, name)) ?? fallback ?? null,
  from: from.get(name) ?? DEFAULT,
});

/** A setting of a running instance; it has no default and is told only where it was given. */
const given = (project: ResolvedProject, ...names: readonly string[]): readonly SettingRow[] =>
  names.filter((name) => project.from.has(name)).map((name) => row(project, name, name));

function envRows({ from, options }: ResolvedProject): readonly SettingRow[] {
  const settings = Object.fromEntries(
    options.env.map((text) => {
      const at = text.indexOf('=');
      return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
  return Object.entries(shownSettings(settings)).map(([name, value]) => ({
    key: `env.${name}`,
    value,
    from: from.get(`env.${name}`) ?? DEFAULT,
  }));
}

/** Entries of `--reporter`, each from where it was written. */
const reporterRows = ({ from, options }: ResolvedProject): readonly SettingRow[] =>
  (options.reporter ?? []).map((text) => {
    const name = text.replace(/^no-/, '').replace(/=.*/s, '');
    return { key: 'reporters', value: text, from: from.get(`reporter.${name}`) ?? DEFAULT };
  });

/** What may differ between projects, of one of them. */
export const projectRows = (project: ResolvedProject): readonly SettingRow[] => [
  row(project, 'targets', 'n8n'),
  row(project, 'topologies', 'topology'),
  row(project, 'queueWorkers', 'queueWorkers'),
  ...envRows(project),
  row(project, 'suite', 'suite', project.wanted.length === 0 ? 'default' : 'full'),
  ...(project.wanted.length === 0 ? [] : [row(project, 'scenarios', 'wanted')]),
  row(project, 'baseline', 'baseline', 'of each n8n version'),
  row(project, 'parallel', 'parallel'),
  row(project, 'repeat', 'repeat'),
  ...given(project, 'n8nEmail', 'providerUrl', 'providerHost', 'providerPort'),
];

/** What holds for the run as a whole. */
export function wholeRows(
  { projects: [whole], config }: ResolvedRun,
  { env }: Pick<CliContext, 'env'>,
): readonly SettingRow[] {
  const { shard } = whole.options;
  return [
    ...(config?.config.own === undefined
      ? []
      : [{ key: 'own', value: config.config.own, from: config.placeOf(['own']) }]),
    ...given(whole, 'workflow', 'workflowInput', 'workflowCredential', 'workflowLimit'),
    whole.from.has('seed')
      ? row(whole, 'seed', 'seed')
      : { key: 'seed', value: 'another one in each run', from: DEFAULT },
    ...(shard === undefined
      ? []
      : [
          {
            ...row(whole, 'shard', 'shard'),
            value: shard === 'auto' ? shard : `${shard.index}/${shard.count}`,
          },
        ]),
    ...['bail', 'strict', 'allowFixed', 'console', 'witnesses'].map((name) =>
      row(whole, name, name),
    ),
    ...reporterRows(whole),
    row(whole, 'output', 'output', `${RUNS}/<id>`),
    {
      key: 'cache folder',
      value: cacheLayout().root,
      from: (env['OAUTH_CHAOS_CACHE'] ?? '') === '' ? DEFAULT : 'OAUTH_CHAOS_CACHE',
    },
    ...['OAUTH_CHAOS_N8N_EMAIL', 'OAUTH_CHAOS_N8N_PASSWORD', 'OAUTH_CHAOS_DEBUG']
      .filter((name) => (env[name] ?? '') !== '')
      .map((name) => ({
        key: ENV_KEYS[name] ?? name,
        value: shownVariable(name, env),
        from: name,
      })),
  ];
}

const ENV_KEYS: Readonly<Record<string, string>> = {
  OAUTH_CHAOS_N8N_EMAIL: 'n8nEmail',
  OAUTH_CHAOS_N8N_PASSWORD: 'n8n password',
  OAUTH_CHAOS_DEBUG: 'verbose',
};

const shownVariable = (name: string, env: CliContext['env']): string =>
  name === 'OAUTH_CHAOS_N8N_PASSWORD' ? '<withheld>' : (env[name] ?? '');
