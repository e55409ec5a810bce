import { z } from 'zod';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';

export const n8nSecondProcess = defineTargetFault({
  name: 'n8n/second-process',
  summary:
    'A second n8n runs on the same database, without a queue: a rolling deployment, a forgotten instance. Executions go to both in turn.',
  actsOn: 'process',
  seenInTheWild: [
    'https://docs.n8n.io/hosting/scaling/queue-mode/',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  ],
  requires: ['second-process', 'sender'],
  options: z.strictObject({}),
  async begin(context) {
    const system = systemOf(context.client);
    context.undo(() => system.stop('main-2', context.signal));
    await system.start('main-2', context.signal);
    let told = false;
    const stop = context.realm.listen((event) => {
      if (told || event.type !== 'request' || event.sender !== 'main-2') return;
      told = true;
      context.met('the second n8n called the provider');
    });
    context.undo(async () => stop());
  },
});
