import { z } from 'zod';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions, momentText } from '../engine/moment.ts';

export const redisDown = defineTargetFault({
  name: 'redis/down',
  summary: "n8n's Redis is gone; it comes back when healed, with everything it had.",
  actsOn: 'redis',
  seenInTheWild: [
    'https://docs.n8n.io/hosting/scaling/queue-mode/',
    'https://redis.io/docs/latest/develop/use/patterns/distributed-locks/',
  ],
  requires: ['redis'],
  // n8n 1.x adds up the time between losses of Redis that are less than 30 s apart, and exits when
  // the sum reaches 10 s.
  remembered: true,
  options: z.strictObject(
    momentOptions(
      ['now', 'refresh-received', 'refresh-answered', 'refresh-delivered'],
      'refresh-received',
    ),
  ),
  async begin(context, moment) {
    const system = systemOf(context.client);
    await atMoment(context, moment, async (struck) => {
      context.undo(async (signal) => {
        await system.start('redis', signal);
        await system.ready(signal);
      });
      await system.kill('redis', context.signal);
      context.met(`Redis went while ${momentText(struck)}`);
    });
  },
});
