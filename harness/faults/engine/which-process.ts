import { z } from 'zod';
import type { RequestRecord } from '../../../mock-provider/index.ts';
import { HarnessError } from '../../model/error.ts';
import type { ProcessName, SystemUnderTest } from '../../model/system.ts';

const WORKER = /^worker-[1-9]\d*$/;

/** Which process of n8n a fault strikes. */
export const processSchema = z
  .union([
    z.enum(['sender', 'main']),
    z
      .templateLiteral(['worker-', z.int()])
      .refine((process) => WORKER.test(process), 'is no worker: they count from worker-1'),
  ])
  .describe('sender: the one whose refresh gives the moment; or main, worker-1, …');

/**
 * Finds the process that a fault strikes.
 * @throws HarnessError `sender-unknown`, `part-unknown`
 */
export function whichProcess(
  system: SystemUnderTest,
  process: z.output<typeof processSchema>,
  refresh: RequestRecord | undefined,
): ProcessName {
  const name = process === 'sender' ? refresh?.sender : process;
  const found = system.processes.find((candidate) => candidate === name);
  if (found !== undefined) return found;
  if (process === 'sender')
    throw new HarnessError(
      'sender-unknown',
      'Could not strike the process that refreshes: it cannot be told which one it is.',
      { hint: "With 'when: now' name the process." },
    );
  throw new HarnessError(
    'part-unknown',
    `Could not strike '${process}': this n8n consists of ${system.processes.join(', ')}.`,
  );
}
