import type { PartName } from '../../model/system.ts';
import { mainServes, saysReady } from '../rest/readiness.ts';
import { WORKER_CONCURRENCY } from './topology.ts';

/** What a process of n8n does in its deployment. */
export interface N8nRole {
  /** For messages: `n8n 2.41.1`, `worker-1 of n8n 2.41.1`. */
  readonly what: string;
  /** Arguments of the `n8n` command. */
  readonly command: readonly string[];
  readonly ready: (signal: AbortSignal) => Promise<boolean>;
}

/** A worker has no API and says itself when it has joined; every other process serves. */
export function n8nRole(name: PartName, version: string, baseUrl: string): N8nRole {
  if (name.startsWith('worker-')) return { what: `${name} of n8n ${version}`, command: ['worker', `--concurrency=${WORKER_CONCURRENCY}`], ready: (signal) => saysReady(baseUrl, signal) };
  return { what: `n8n ${version}`, command: ['start'], ready: (signal) => mainServes(baseUrl, signal) };
}
