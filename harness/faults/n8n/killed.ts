import { z } from 'zod';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { hungUp } from '../engine/hung-up.ts';
import { atMoment, momentOptions, momentText } from '../engine/moment.ts';
import { processSchema, whichProcess } from '../engine/which-process.ts';

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
