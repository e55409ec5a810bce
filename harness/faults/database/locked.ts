import { z } from 'zod';
import { defineTargetFault, systemOf } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions } from '../engine/moment.ts';
import { metAtSave } from '../engine/refresh-meets.ts';

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
    await atMoment(context, moment, async () => {
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
      metAtSave(context, moment.when, {
        struckBeforeAnswer: 'the credentials were locked',
        during: 'the credentials were locked',
      });
    });
  },
});
