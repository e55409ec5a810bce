import { z } from 'zod';
import type { ClientUnderTest } from '../../model/client.ts';
import type { SystemUnderTest } from '../../model/system.ts';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions, type Refresh } from '../engine/moment.ts';
import { metBySave, onTokensGiven } from '../engine/save-meets.ts';

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
    await atMoment(context, moment, async (refresh) => {
      const session = await system.openDatabase();
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
      let given = false;
      let seen = false;
      onTokensGiven(context, carriedOut(refresh, moment.when), () => (given = true));
      // Whoever was killed, or gave up silently, is not seen at the lock.
      context.undo(async () => {
        if (given && !seen) context.met('new tokens came and could not be stored under the lock');
      });
      metBySave(
        { ...context, met: (note) => ((seen = true), context.met(note)) },
        session.dialect === 'postgres' ? () => someoneWaits(system) : await complains(context),
        'a save waited for the locked credentials, or gave up on them',
      );
    });
  },
});

/** The refresh of the moment, when it has its tokens already. */
const carriedOut = (refresh: Refresh | undefined, when: string): Refresh | undefined =>
  when === 'refresh-answered' ? refresh : undefined;

/** Postgres tells who waits for a lock. */
async function someoneWaits(system: SystemUnderTest): Promise<boolean> {
  await using looking = await system.openDatabase();
  const waiting = await looking.run(
    "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'credentials_entity'::regclass",
  );
  return waiting.length > 0;
}

/** SQLite tells nobody who waits for its lock; who gave up says so in its log. */
async function complains({
  client,
}: {
  readonly client: Pick<ClientUnderTest, 'readLog' | 'capabilities'>;
}): Promise<() => Promise<boolean>> {
  if (!client.capabilities.has('log')) return async () => false;
  let { mark } = await client.readLog('end');
  return async () => {
    const part = await client.readLog(mark);
    ({ mark } = part);
    return part.texts.some(({ text }) => /SQLITE_BUSY|database is locked/.test(text));
  };
}
