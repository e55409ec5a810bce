import { causeText } from '../../machine/cause-text.ts';
import { ownerStatus, type OwnerStatus } from '../../machine/owner-status.ts';
import { HarnessError } from '../../model/error.ts';
import { marksOn, removeBelongings, type RemovedBelongings, type Witness } from './belongings.ts';
import { dropJournal, readJournals } from './journal.ts';
import { markOf, type Mark } from './mark.ts';
import type { RemoteInstance } from './open-session.ts';

/** A mark that was found on an instance, and whether its run still goes on. */
export interface Remains {
  readonly mark: Mark;
  /**
   * `abandoned`: its harness ran on this machine and has ended. `in-use`: its harness still runs.
   * `unknown`: its harness ran elsewhere, or its journal is lost.
   */
  readonly state: 'abandoned' | 'in-use' | 'unknown';
  readonly witness: Witness;
}

const STATES: Readonly<Record<OwnerStatus, Remains['state']>> = {
  dead: 'abandoned',
  alive: 'in-use',
  elsewhere: 'unknown',
};

/**
 * Finds everything that runs of the harness may have left on an instance, by their journals and
 * their tags.
 */
export async function findRemains(
  { address, rest }: RemoteInstance,
  signal: AbortSignal,
  folder?: string,
): Promise<readonly Remains[]> {
  const journals = readJournals(folder);
  const noted = journals.filter(({ url }) => url === address.url).map(({ id }) => id);
  const tagged = (await marksOn(rest, signal)).map(({ id }) => id);
  return Promise.all(
    [...new Set([...noted, ...tagged])].map(async (id): Promise<Remains> => {
      const journal = journals.find((candidate) => candidate.id === id);
      const status = journal === undefined ? 'elsewhere' : await ownerStatus(journal);
      return {
        mark: markOf(id),
        state: STATES[status],
        witness: journal === undefined ? 'tag' : 'journal',
      };
    }),
  );
}

/**
 * Removes everything with a mark, and its journal.
 * @throws HarnessError `remote-not-cleaned`
 */
export async function removeRemains(
  { rest, address }: RemoteInstance,
  { mark, witness }: Pick<Remains, 'mark' | 'witness'>,
  signal: AbortSignal,
  folder?: string,
): Promise<RemovedBelongings> {
  try {
    const removed = await removeBelongings(rest, mark, witness, signal);
    dropJournal(mark, folder);
    return removed;
  } catch (cause) {
    throw new HarnessError(
      'remote-not-cleaned',
      `Could not remove everything from ${address.url}: ${cause instanceof HarnessError ? cause.message.replace(/\.$/, '') : causeText(cause)}.`,
      {
        hint: `What is left there is called '${mark.prefix}…'. Once n8n answers: oauth-chaos clean --n8n ${address.url}`,
        cause,
      },
    );
  }
}

/** Describes what was removed. */
export const removedText = ({ workflows, credentials }: RemovedBelongings): string =>
  `${count(workflows, 'workflow')}, ${count(credentials, 'credential')}, the tag`;

const count = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;
