import { z } from 'zod';
import type { ProcessName } from '../../model/system.ts';
import {
  defineTargetFault,
  systemOf,
  type TargetFaultContext,
} from '../engine/define-target-fault.ts';
import { atMoment, momentOptions, momentText } from '../engine/moment.ts';
import { processSchema, whichProcess } from '../engine/which-process.ts';

export const n8nPaused = defineTargetFault({
  name: 'n8n/paused',
  summary:
    'A process of n8n stands still (a frozen machine, a starved container) and goes on when healed, not knowing of it.',
  actsOn: 'process',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://martin.kleppmann.com/2016/02/08/how-to-do-distributed-locking.html',
  ],
  requires: ['pause', 'sender'],
  requiresWith: ({ lock }) => (lock === 'expired' ? ['locks'] : []),
  options: z.strictObject({
    process: processSchema.default('sender'),
    ...momentOptions(
      ['now', 'refresh-received', 'refresh-answered', 'refresh-delivered'],
      'refresh-received',
    ),
    lock: z
      .enum(['kept', 'expired'])
      .default('kept')
      .describe(
        'expired: longer than the lock of the credential lives; its end is not waited for but brought about',
      ),
    until: z
      .enum(['healed', 'next-request', 'next-refresh', 'next-use'])
      .default('healed')
      .describe(
        'next-request: it goes on while the provider has the refresh of another process and has not carried it out; next-refresh: once that was answered; next-use: once the API has accepted its tokens',
      ),
  }),
  async begin(context, { process, lock, until, ...moment }) {
    const system = systemOf(context.client);
    await atMoment(context, moment, async (struck) => {
      const name = whichProcess(system, process, struck?.request);
      context.undo((signal) => system.resume(name, signal));
      await system.pause(name, context.signal);
      if (lock === 'expired') await system.expireLock(context.credentialId);
      context.met(
        `${name} stood still while ${momentText(struck)}${lock === 'expired' ? ', longer than its lock lived' : ''}`,
      );
      if (until === 'next-request') endWithNextRefresh(context, name, 'refresh-received');
      if (until === 'next-refresh') endWithNextRefresh(context, name, 'refresh-delivered');
      if (until === 'next-use') endWithNextUse(context, name);
    });
  },
});

function endWithNextRefresh(
  { realm, undo, end }: TargetFaultContext,
  paused: ProcessName,
  moment: 'refresh-received' | 'refresh-delivered',
): void {
  const stop = realm.hold(moment, async ({ sender }) => {
    if (sender !== undefined && sender !== paused) await end('the next refresh');
  });
  undo(async () => stop());
}

/**
 * Ends the fault when another process has used what its refresh brought: by then it has saved its
 * tokens, if it saves them before it works with them.
 */
function endWithNextUse({ realm, undo, end, failed }: TargetFaultContext, paused: ProcessName) {
  const asked = new Set<number>();
  const fresh = new Set<string>();
  const used = new Set<number>();
  const stop = realm.listen((event) => {
    if (event.type === 'request') {
      const { exchange, grantType, sender, presented } = event;
      if (grantType === 'refresh_token' && sender !== undefined && sender !== paused)
        asked.add(exchange);
      if (fresh.has(presented?.ref?.fingerprint ?? '')) used.add(exchange);
    }
    if (event.type !== 'reply') return;
    const access = event.issued?.access;
    if (asked.has(event.exchange) && access !== undefined) fresh.add(access.fingerprint);
    if (event.accepted === true && used.has(event.exchange))
      void end('the next use of new tokens').catch(failed);
  });
  undo(async () => stop());
}
