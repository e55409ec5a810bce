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
  /** What the process logs when its start is over; missing when it logs no such thing. */
  readonly announces?: string;
  /** The process whose user folder this process uses. */
  readonly home: ProcessName;
  /** True for a process that ends by itself when its work is done. */
  readonly finishes: boolean;
}

/**
 * n8n logs this line last. Its API answers before it has looked for executions that nobody began
 * (`runEnqueuedExecutions`): one that comes meanwhile would run twice.
 */
const START_IS_OVER = 'Editor is now accessible via';

/** True when the settings that the user chose let the line through to the log. */
const logsItsStart = ({
  N8N_LOG_LEVEL: level = 'debug',
  N8N_LOG_OUTPUT: output = 'console',
  N8N_LOG_SCOPES: scopes = '',
}: Readonly<Record<string, string>>): boolean =>
  ['info', 'debug'].includes(level) && output.split(',').includes('console') && scopes === '';

/**
 * The role of a process by its name. A worker has no API; its health endpoint reports that it is
 * ready. Every other process is ready when its API answers and its start is over.
 * @param chosen settings of n8n that the user chose
 */
export function n8nRole(
  name: ProcessName,
  version: string,
  baseUrl: string,
  chosen: Readonly<Record<string, string>>,
): N8nRole {
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
    ...(logsItsStart(chosen) ? { announces: START_IS_OVER } : {}),
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
