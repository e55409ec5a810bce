import { z } from 'zod';
import type { RequestRecord } from '../../../mock-provider/index.ts';
import { poll } from '../../machine/poll.ts';
import type { SystemUnderTest } from '../../model/system.ts';
import {
  defineTargetFault,
  systemOf,
  type TargetFaultContext,
} from '../engine/define-target-fault.ts';
import { atMoment, momentOptions } from '../engine/moment.ts';
import { metBySave, onTokensGiven } from '../engine/save-meets.ts';
import { complaints } from './complaints.ts';
import { storedOf } from './stored-of.ts';

/**
 * A save that waits for the lock of SQLite tries again after 100 ms at the latest
 * (`sqliteDefaultBusyCallback`). The rest is for the save itself.
 */
const STORED_WITHIN_MS = 250;

export const databaseLocked = defineTargetFault({
  name: 'database/locked',
  summary:
    'Somebody else holds the lock that n8n needs to save a credential: a backup, a migration, another writer of SQLite.',
  actsOn: 'database',
  seenInTheWild: [
    'https://www.sqlite.org/rescode.html#busy',
    'https://www.postgresql.org/docs/current/explicit-locking.html',
  ],
  requires: ['database'],
  options: z.strictObject(momentOptions(['now', 'refresh-received', 'refresh-answered'], 'now')),
  async begin(context, moment) {
    const system = systemOf(context.client);
    await atMoment(context, moment, async (struck) => {
      const session = await system.openDatabase();
      const told = metOnce(context);
      const before = await storedOf(session, context.credentialId);
      let given = false;
      context.undo(async () => {
        if (session.dialect === 'sqlite' && given && !told.seen)
          await savedAtLast(told.context, system, before);
      });
      context.undo(async () => {
        await session.run('ROLLBACK').catch(() => []);
        await session[Symbol.asyncDispose]();
      });
      // Reading stays possible in both databases: SQLite in WAL mode has one writer beside its
      // readers, and this mode of a table lock still allows SELECT.
      if (session.dialect === 'sqlite') await session.run('BEGIN IMMEDIATE');
      else {
        await session.run('BEGIN');
        await session.run('LOCK TABLE credentials_entity IN EXCLUSIVE MODE');
      }
      const log = session.dialect === 'sqlite' ? complaints(context.client) : undefined;
      onTokensGiven(context, struck, (request) => {
        given = true;
        diesUnderIt(told.context, system, request);
        log?.begin();
      });
      metBySave(
        told.context,
        log?.heard ?? (() => someoneWaits(system)),
        'a save waited for the locked credentials, or gave up on them',
      );
    });
  },
});

/** A context that tells only the first time that the fault was met, and whether it has. */
function metOnce(context: TargetFaultContext) {
  const told = {
    seen: false,
    context: {
      ...context,
      met(note: string) {
        if (told.seen) return;
        told.seen = true;
        context.met(note);
      },
    },
  };
  return told;
}

/** Tokens that die with their process under the lock are lost, whatever it would have done. */
function diesUnderIt(
  { met, undo }: TargetFaultContext,
  system: SystemUnderTest,
  { sender }: RequestRecord,
): void {
  const process = system.processes.find((name) => name === sender);
  if (process === undefined) return;
  const ended = system.endOf(process);
  undo(async () => {
    if (ended.aborted) met(`${process} ended before its new tokens could be stored`);
  });
}

/** SQLite tells nobody who waits for its lock; who had waited saves as soon as it is free. */
async function savedAtLast(
  { met, signal, credentialId }: TargetFaultContext,
  system: SystemUnderTest,
  before: unknown,
): Promise<void> {
  await using looking = await system.openDatabase();
  const saved = await poll(
    async () => ((await storedOf(looking, credentialId)) === before ? undefined : true),
    { withinMs: STORED_WITHIN_MS, everyMs: 10, signal },
  );
  if (saved === true) met('a save had waited until the credentials were free');
}

/** Postgres tells who waits for a lock. */
async function someoneWaits(system: SystemUnderTest): Promise<boolean> {
  await using looking = await system.openDatabase();
  const waiting = await looking.run(
    "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'credentials_entity'::regclass",
  );
  return waiting.length > 0;
}
