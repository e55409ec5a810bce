import type { TargetInfo } from '../../model/target.ts';
import { shownSettings } from './chosen-settings.ts';

/**
 * What one n8n consists of: one process on SQLite, one on Postgres, or a main process and workers
 * with Postgres and Redis.
 */
export const TOPOLOGIES = ['single', 'postgres', 'queue'] as const;
export type Topology = (typeof TOPOLOGIES)[number];

/** How an n8n under test is made up, as the user asked for it. */
export interface Deployment {
  readonly topology: Topology;
  /** Processes that run executions; only in queue topology. */
  readonly workers: number;
  /** n8n's settings the user chose, by the name of their environment variable. */
  readonly settings: Readonly<Record<string, string>>;
}

export const SINGLE: Deployment = { topology: 'single', workers: 0, settings: {} };

/** Executions a worker runs at once: n8n's own default. */
export const WORKER_CONCURRENCY = 10;

/** Name of a target: what was asked for, and its topology unless that is the simplest. */
export const targetId = (name: string, { topology }: Deployment): string =>
  topology === 'single' ? name : `${name}-${topology}`;

/** What the results tell of a deployment. */
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
