import type { ClientUnderTest, LogMark } from '../../model/client.ts';

const LOCKED = /SQLITE_BUSY|database is locked/;
/**
 * From here on a complaint may be about the record of an execution, which is in the same file and
 * meets the same lock.
 */
const SAVES_EXECUTION = /Save execution data to database/;

/**
 * Listens in n8n's log for a save of a credential that gave up on the lock of SQLite. Only what n8n
 * says after `begin` counts.
 */
export function complaints(client: Pick<ClientUnderTest, 'readLog' | 'capabilities'>) {
  let mark: Promise<LogMark> | undefined;
  const savesExecution = new Set<string>();
  return {
    begin(): void {
      if (client.capabilities.has('log')) mark = client.readLog('end').then((part) => part.mark);
      mark?.catch(() => undefined);
    },
    async heard(): Promise<boolean> {
      if (mark === undefined) return false;
      const part = await client.readLog(await mark);
      mark = Promise.resolve(part.mark);
      return part.texts.some(({ process, text }) => {
        if (savesExecution.has(process)) return false;
        const until = text.search(SAVES_EXECUTION);
        if (until !== -1) savesExecution.add(process);
        return LOCKED.test(until === -1 ? text : text.slice(0, until));
      });
    },
  };
}
