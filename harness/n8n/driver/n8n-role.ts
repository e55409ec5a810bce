import type { ProcessName } from '../../model/system.ts';
import { mainServes, saysReady } from '../rest/readiness.ts';
import { WORKER_CONCURRENCY } from './topology.ts';

/** The role of one n8n process in its deployment. */
export interface N8nRole {
  readonly name: ProcessName;
  /** Name for messages: `n8n 2.41.1`, `worker-1 of n8n 2.41.1`. */
  readonly what: string;
  /** Arguments of the `n8n` command. */
  readonly command: readonly string[];
  readonly ready: (signal: AbortSignal) => Promise<boolean>;
  /** The process whose user folder this process uses. */
  readonly home: ProcessName;
  /** True for a process that ends by itself when its work is done. */
  readonly finishes: boolean;
}

/**
 * The role of a process by its name. A worker has no API; its health endpoint reports that it is
 * ready. Every other process is ready when its API answers.
 */
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
 * The role of the command `n8n execute`, as a user or a cron job runs it in the server's container:
 * it uses the server's user folder, which contains the SQLite file.
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
