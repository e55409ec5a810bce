import type { History } from '../../model/history.ts';
import { intervals } from './intervals.ts';

/**
 * What `n8n execute` beside the server did: the items that its process called the API for, and what
 * it told whoever ran it, a cron job for example, by its exit code.
 */
export interface CommandResult {
  readonly process: string;
  readonly credential: string;
  readonly items: readonly string[];
  readonly code: number;
  /** Number of the event of its end. */
  readonly n: number;
}

/** The commands that called the API and came to their own end. */
export function commandResults(history: History): readonly CommandResult[] {
  const ends = history.of('process').filter(({ state }) => state === 'finished');
  return intervals(history).flatMap(({ key, credential, items, end, from }) => {
    const over = ends.find(({ process, n }) => process === key && n > from);
    return end !== undefined || typeof over?.code !== 'number'
      ? []
      : [{ process: key, credential, items, code: over.code, n: over.n }];
  });
}
