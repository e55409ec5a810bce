import { z } from 'zod';
import type { OtherKeyStart } from '../../model/system.ts';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { processSchema, whichProcess } from '../engine/which-process.ts';

const IN_WORDS: Readonly<Record<OtherKeyStart, string>> = {
  runs: 'runs with it',
  refused: 'refused to start and named the key',
  ended: 'ended and did not name the key',
};

export const n8nOtherKey = defineTargetFault({
  name: 'n8n/other-key',
  summary:
    'A process of n8n is started again with another encryption key (a new container without the old volume, a variable that was lost), and with its own when healed.',
  actsOn: 'process',
  seenInTheWild: [
    'https://docs.n8n.io/hosting/configuration/configuration-examples/encryption-key/',
    'https://github.com/n8n-io/n8n/issues/17816',
    'https://github.com/YunoHost-Apps/n8n_ynh/issues/50',
  ],
  requires: ['kill', 'other-key'],
  options: z.strictObject({
    process: processSchema.default('main').describe('main, worker-1, …'),
    settings: z
      .enum(['kept', 'lost'])
      .default('kept')
      .describe(
        "what became of n8n's settings file, which holds the key it had: there, or gone as in a new container",
      ),
  }),
  async begin({ client, signal, undo, met }, { process, settings }) {
    const system = systemOf(client);
    const name = whichProcess(system, process, undefined);
    undo(async (limit) => {
      await system.stop(name, limit);
      await system.start(name, limit);
    });
    await system.stop(name, signal);
    const started = await system.startWithOtherKey(name, settings, signal);
    met(`${name} got another encryption key and ${IN_WORDS[started]}`);
  },
});
