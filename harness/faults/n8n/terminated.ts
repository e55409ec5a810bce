import { z } from 'zod';
import { poll } from '../../machine/poll.ts';
import type { ClientUnderTest } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import type { ProcessName, SystemUnderTest } from '../../model/system.ts';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions, momentText } from '../engine/moment.ts';
import { processSchema, whichProcess } from '../engine/which-process.ts';

/** What n8n logs when it has got the signal, and goes on only with what it has begun. */
const HEARD = /Received SIGTERM/;
const HEARS_WITHIN_MS = 10_000;

export const n8nTerminated = defineTargetFault({
  name: 'n8n/terminated',
  summary:
    'A process of n8n is asked to end (SIGTERM: a restart, a deployment), may finish what it has begun, and is started again when healed.',
  actsOn: 'process',
  seenInTheWild: [
    'https://docs.n8n.io/hosting/configuration/environment-variables/endpoints/',
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
  ],
  requires: ['kill', 'log', 'sender'],
  options: z.strictObject({
    process: processSchema.default('sender'),
    ...momentOptions(['now', 'refresh-received', 'refresh-answered'], 'refresh-answered'),
  }),
  async begin(context, { process, ...moment }) {
    const { client, signal, undo, striking, met, failed } = context;
    const system = systemOf(client);
    await atMoment(context, moment, async (struck) => {
      const name = whichProcess(system, process, struck?.request);
      undo((limit) => system.start(name, limit));
      const heard = await listen(client, system, name);
      // It ends when it has finished its work, and that may be what is held here.
      striking(system.stop(name, signal).catch(failed));
      await heard(signal);
      met(`${name} was asked to end while ${momentText(struck)}`);
    });
  },
});

/** Waits from now on until a process says that it has got the signal, or has ended by it. */
async function listen(
  client: ClientUnderTest,
  system: SystemUnderTest,
  name: ProcessName,
): Promise<(signal: AbortSignal) => Promise<void>> {
  const { mark } = await client.readLog('end');
  const over = system.endOf(name);
  const look = async (): Promise<true | undefined> => {
    if (over.aborted) return true;
    const { texts } = await client.readLog(mark);
    return texts.some(({ process, text }) => process === name && HEARD.test(text))
      ? true
      : undefined;
  };
  return async (signal) => {
    const heard = await poll(look, { withinMs: HEARS_WITHIN_MS, everyMs: 10, signal });
    if (heard === undefined)
      throw new HarnessError(
        'signal-unheard',
        `Could not ask ${name} to end: it had not heard of it ${HEARS_WITHIN_MS / 1_000} s later.`,
      );
  };
}
