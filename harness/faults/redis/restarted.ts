import { z } from 'zod';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions, momentText } from '../engine/moment.ts';

export const redisRestarted = defineTargetFault({
  name: 'redis/restarted',
  summary:
    "n8n's Redis restarts and has forgotten everything: the queue, and who holds the lock of a credential.",
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
      context.undo((signal) => system.start('redis', signal));
      await system.emptyRedis();
      await system.kill('redis', context.signal);
      await system.start('redis', context.signal);
      context.met(`Redis restarted while ${momentText(struck)}`);
    });
  },
});
