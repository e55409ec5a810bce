import { z } from 'zod';
import { poll, pollAborted } from '../../machine/poll.ts';
import { HarnessError } from '../../model/error.ts';
import type { ProcessName } from '../../model/system.ts';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';

/**
 * The command starts a complete n8n before it calls the provider. This takes seconds on a machine
 * with little load.
 */
const CALLS_WITHIN_MS = 120_000;

/**
 * Once the provider releases a held request, the command ends within seconds; a slow token endpoint
 * adds to that.
 */
const ENDS_WITHIN_MS = 60_000;

export const n8nExecuteCommand = defineTargetFault({
  name: 'n8n/execute-command',
  summary:
    'Somebody runs a workflow with `n8n execute` beside the server, as a cron job does: a process of its own on the same database.',
  actsOn: 'process',
  seenInTheWild: [
    'https://docs.n8n.io/hosting/cli-commands/',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  ],
  requires: ['execute-command', 'sender'],
  options: z.strictObject({
    workflow: z
      .string()
      .default('main')
      .describe(
        'name of a workflow of the scenario that has a Manual Trigger, from which the command starts',
      ),
  }),
  async begin(context, { workflow }) {
    const { client, realm, workflowIds, signal, undo, striking, met, failed } = context;
    const system = systemOf(client);
    const id = workflowIds.get(workflow);
    if (id === undefined)
      throw new HarnessError(
        'workflow-unknown',
        `Could not run n8n execute: the scenario has no workflow '${workflow}'.`,
        { hint: `It has ${[...workflowIds.keys()].join(', ')}.` },
      );
    const senders = new Set<string | undefined>();
    const stopListening = realm.listen(
      (event) => void (event.type === 'request' && senders.add(event.sender)),
    );
    undo(async () => stopListening());
    const { process, ended } = await system.executeByCommand(id, signal);
    undo((limit) => system.stop(process, limit));
    const called = await poll(
      async () => (senders.has(process) || ended.aborted ? senders.has(process) : undefined),
      { withinMs: CALLS_WITHIN_MS, signal },
    );
    if (called !== true) throw neverCalled(process, ended);
    met('n8n execute called the provider');
    // If the command were stopped before its refresh, it would do no harm and the run would prove
    // nothing.
    striking(hasEnded(ended, signal).catch(failed));
  },
});

async function hasEnded(ended: AbortSignal, signal: AbortSignal): Promise<void> {
  const over = await pollAborted(ended, { withinMs: ENDS_WITHIN_MS, signal });
  if (over === undefined)
    throw new HarnessError(
      'command-never-ended',
      `Could not wait for the end of n8n execute: it still ran after ${ENDS_WITHIN_MS / 1_000} s.`,
    );
}

function neverCalled(process: ProcessName, ended: AbortSignal): HarnessError {
  const reason = ended.aborted
    ? `${String(ended.reason instanceof Error ? ended.reason.message : ended.reason)} before it called the provider`
    : `it had not called the provider after ${CALLS_WITHIN_MS / 1_000} s`;
  return new HarnessError('command-never-called', `Could not run n8n execute: ${reason}.`, {
    hint: `Its output is in the folder of the run, in ${process}.log; the workflow needs a Manual Trigger.`,
  });
}
