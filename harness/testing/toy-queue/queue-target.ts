import type { ProcessName } from '../../model/system.ts';
import type { RunningTarget, Target, TargetInfo } from '../../model/target.ts';
import { QueueClient } from './queue-client.ts';

const PROCESSES: Readonly<Record<'single' | 'queue', readonly ProcessName[]>> = {
  single: ['main'],
  queue: ['worker-1', 'worker-2'],
};

/** A target of real processes that run the correct client, or one that makes a mistake. */
export function queueTarget(topology: 'single' | 'queue', mistake?: string): Target {
  const id = `toy-${topology}${mistake === undefined ? '' : `-${mistake}`}`;
  const info: TargetInfo = {
    id,
    n8n: 'none',
    clientName: id,
    topology,
    driver: 'reference-client',
    node: process.versions.node,
    overrides: {},
  };
  return {
    id,
    info,
    installMs: 0,
    async start({ onProcess }): Promise<RunningTarget> {
      const client = new QueueClient({ workers: PROCESSES[topology], mistake, onProcess });
      await client.start();
      return Object.assign(client, { info });
    },
  };
}
