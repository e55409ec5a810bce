import type { TargetInfo } from '../../model/target.ts';
import { shownSettings } from './chosen-settings.ts';

/**
 * The topologies of an n8n. `single`: one process on SQLite. `postgres`: one process on Postgres.
 * `queue`: a main process and workers with Postgres and Redis.
 */
export const TOPOLOGIES = ['single', 'postgres', 'queue'] as const;
export type Topology = (typeof TOPOLOGIES)[number];

/** The topology, workers and settings of an n8n under test, as the user chose them. */
export interface Deployment {
  readonly topology: Topology;
  /** Number of worker processes; only in queue topology. */
  readonly workers: number;
  /** Settings of n8n that the user chose, by the names of their environment variables. */
  readonly settings: Readonly<Record<string, string>>;
}

export const SINGLE: Deployment = { topology: 'single', workers: 0, settings: {} };

/** Number of executions that a worker runs at the same time: n8n's own default. */
export const WORKER_CONCURRENCY = 10;

/** The number of workers that nobody has to name. */
const USUAL_WORKERS = 2;

/**
 * Name of a target: the name that the user gave, the topology unless it is `single`, and how many
 * workers it has where they are not as many as usual.
 */
export function targetId(name: string, { topology, workers }: Deployment): string {
  if (topology === 'single') return name;
  const many = topology === 'queue' && workers !== USUAL_WORKERS ? `-${workers}` : '';
  return `${name}-${topology}${many}`;
}

/** The facts about a deployment that go into the results. */
export function deploymentInfo({
  topology,
  workers,
  settings,
}: Deployment): Pick<TargetInfo, 'topology' | 'workers' | 'settings'> {
  return {
    topology,
    ...(topology === 'queue' ? { workers } : {}),
    ...(Object.keys(settings).length === 0 ? {} : { settings: shownSettings(settings) }),
  };
}
