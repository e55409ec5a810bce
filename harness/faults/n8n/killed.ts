import { z } from 'zod';
import { pollAborted } from '../../machine/poll.ts';
import { HarnessError } from '../../model/error.ts';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions, momentText, type Struck } from '../engine/moment.ts';
import { processSchema, whichProcess } from '../engine/which-process.ts';

const HANGS_UP_WITHIN_MS = 10_000;

export const n8nKilled = defineTargetFault({
  name: 'n8n/killed',
  summary:
    'A process of n8n is killed without warning (out of memory, node lost) and started again when healed.',
  actsOn: 'process',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
  ],
  requires: ['kill', 'sender'],
  options: z.strictObject({
    process: processSchema.default('sender'),
    ...momentOptions(
      ['now', 'refresh-received', 'refresh-answered', 'refresh-delivered', 'execution-succeeded'],
      'refresh-answered',
    ),
  }),
  async begin(context, { process, ...moment }) {
    const system = systemOf(context.client);
    await atMoment(context, moment, async (struck) => {
      const name = whichProcess(system, process, struck?.request);
      context.undo((signal) => system.start(name, signal));
      await system.kill(name, context.signal);
      if (struck?.request.sender === name && struck.waits) await hungUp(struck, context.signal);
      context.met(`${name} was killed while ${momentText(struck)}`);
    });
  },
});

/**
 * Waits until the provider has seen that the killed process's connection is closed. Before that,
 * the provider would continue as if the process still received its answer.
 */
async function hungUp({ gone }: Struck, signal: AbortSignal): Promise<void> {
  const seen = await pollAborted(gone, { withinMs: HANGS_UP_WITHIN_MS, everyMs: 5, signal });
  if (seen === undefined)
    throw new HarnessError(
      'kill-unseen',
      `Could not kill n8n in the middle of its refresh: its connection was still open ${HANGS_UP_WITHIN_MS / 1_000} s later.`,
    );
}
