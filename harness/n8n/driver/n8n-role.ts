import type { ProcessName } from '../../model/system.ts';
import { mainServes, saysReady } from '../rest/readiness.ts';
import { WORKER_CONCURRENCY } from './topology.ts';

/** What a process of n8n does in its deployment. */
export interface N8nRole {
  readonly name: ProcessName;
  /** For messages: `n8n 2.41.1`, `worker-1 of n8n 2.41.1`. */
  readonly what: string;
  /** Arguments of the `n8n` command. */
  readonly command: readonly string[];
  readonly ready: (signal: AbortSignal) => Promise<boolean>;
  /** Whose user folder it works in. */
  readonly home: ProcessName;
  /** True for what ends by itself once its work is done. */
  readonly finishes: boolean;
}

/** A worker has no API and says itself when it has joined; every other process serves. */
export function n8nRole(name: ProcessName, version: string, baseUrl: string): N8nRole {
  const own = { name, home: name, finishes: false };
  if (name.startsWith('worker-'))
    return {
      ...own,
      what: `${name} of n8n ${version}`,
      command: ['worker', `--concurrency=${WORKER_CONCURRENCY}`],
      ready: (signal) => saysReady(baseUrl, signal),
    };
  return {
    ...own,
    what: `n8n ${version}`,
    command: ['start'],
    ready: (signal) => mainServes(baseUrl, signal),
  };
}

/**
 * The command `n8n execute`, as somebody calls it in the server's container or from a cron job
 * there: with the server's own user folder, in which SQLite's file is.
 */
export function executeRole(name: ProcessName, version: string, workflowId: string): N8nRole {
  return {
    name,
    home: 'main',
    finishes: true,
    what: `n8n execute of n8n ${version}`,
    command: ['execute', `--id=${workflowId}`],
    ready: async () => true,
  };
}
