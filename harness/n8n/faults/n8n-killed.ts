import { z } from 'zod';
import { defineTargetFault, systemOf } from './define-target-fault.ts';
import { atMoment, momentOptions, momentText } from './moment.ts';
import { partSchema, whichPart } from './which-part.ts';

export const n8nKilled = defineTargetFault({
  name: 'n8n/killed',
  summary: 'A process of n8n is killed without warning (out of memory, node lost) and started again when healed.',
  surface: 'process',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2', 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/'],
  requires: ['kill', 'sender'],
  options: z.strictObject({ part: partSchema.default('sender'), ...momentOptions(['now', 'refresh-received', 'refresh-answered', 'refresh-delivered'], 'refresh-answered') }),
  async begin(context, { part, ...moment }) {
    const system = systemOf(context.client);
    await atMoment(context, moment, async (refresh) => {
      const name = whichPart(system, part, refresh);
      context.undo((signal) => system.start(name, signal));
      await system.kill(name, context.signal);
      context.met(`${name} was killed while ${momentText(moment.when)}`);
    });
  },
});
