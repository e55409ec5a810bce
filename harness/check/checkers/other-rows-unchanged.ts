import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, notLookedAt, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { wasDeleted } from '../views/taken-away.ts';
import { startsBetween } from '../views/version-exchanges.ts';
import { capital, count, list, unique } from '../views/words.ts';

type Reading = EventOf<'stored-rows'>;
type Row = Reading['rows'][number];

/** Remedies with which the operator saves the workflows of the credential anew. */
const SAVE_WORKFLOWS: ReadonlySet<string> = new Set(['recreate', 'retry-on-fail']);

const sameAs =
  (one: Row) =>
  (other: Row): boolean =>
    one.table === other.table && one.row === other.row;

/** True when the operator saved workflows between two readings. */
const workflowsSaved = (history: History, before: Reading, now: Reading): boolean =>
  history
    .of('remedy')
    .some(
      ({ n, remedy, state }) =>
        n > before.n && n < now.n && state === 'begin' && SAVE_WORKFLOWS.has(remedy),
    );

/** The column with the name of a credential, in its own row. */
const NAME = 'name';

/** True for the row that is a credential of the run itself. */
const isOf =
  (credential: string) =>
  ({ table, row }: Row): boolean =>
    table.startsWith('credentials') && row === credential;

/** Whether an operator has just renamed a credential, and it is stored under another name. */
const isMisnamed = ({ rows, renamed }: Reading): boolean =>
  renamed !== undefined &&
  rows.some((row) => isOf(renamed.credential)(row) && row.columns[NAME] !== renamed.name);

/**
 * Returns a function that says whether a row was to get another name between two readings: that an
 * operator typed, or that the plan has for a credential which was made anew.
 */
function namedAnew(history: History, before: Reading, now: Reading): (row: Row) => boolean {
  const madeAnew = history
    .of('remedy')
    .some(
      ({ n, remedy, state }) =>
        n > before.n && n < now.n && state === 'begin' && remedy === 'recreate',
    );
  const typed = madeAnew ? history.of('stored-rows').filter(({ n }) => n <= before.n) : [now];
  return (row) =>
    typed.some(({ renamed }) => renamed !== undefined && isOf(renamed.credential)(row));
}

/** The credential of which a row tells: its own, or that of whoever may use it (`main in p1`). */
const credentialOf = ({ table, row }: Row): string | undefined =>
  table.includes('credentials') ? row.split(' in ')[0] : undefined;

/** True for a row of a credential that an operator deleted between two readings. */
const wentByAct = (history: History, was: Row, before: Reading, now: Reading): boolean =>
  wasDeleted(history, credentialOf(was) ?? '', { from: before.n, to: now.n });

/** True for a row of a credential that was made anew after an operator had deleted it. */
const cameByAct = (history: History, row: Row, before: Reading): boolean =>
  wasDeleted(history, credentialOf(row) ?? '', { from: 0, to: before.n }) &&
  history.of('remedy').some(({ remedy, state }) => remedy === 'recreate' && state === 'begin');

/** What happened to a row that was there, in words; undefined when it is as it was. */
function changeOf(
  was: Row,
  now: Row | undefined,
  mayChange: readonly string[],
): string | undefined {
  if (now === undefined) return 'is gone';
  const columns = unique([...Object.keys(was.columns), ...Object.keys(now.columns)]).filter(
    (column) => was.columns[column] !== now.columns[column] && !mayChange.includes(column),
  );
  return columns.length === 0 ? undefined : `changed in ${list(columns)}`;
}

/** True for what no migration of the client may change: a credential, and whose it is. */
const isOfCredential = (row: Row): boolean => credentialOf(row) !== undefined;

/**
 * What the start of another version has lost or changed in a row; undefined when it is what a
 * migration may do. Columns come and go with versions. A credential, and who may use it, stays as
 * it is; of everything else a version may find another form, as long as it is there.
 */
function lostByMigration(was: Row, now: Reading): string | undefined {
  const found = now.rows.find(sameAs(was));
  if (!isOfCredential(was))
    return found !== undefined || OF_INSTANCE.has(was.table) || !hasTable(now, was.table)
      ? undefined
      : 'is gone';
  const moved = Object.keys(was.columns).filter((column) => !(column in (found?.columns ?? {})));
  const came = Object.keys(found?.columns ?? {}).filter((column) => !(column in was.columns));
  return changeOf(was, found, [...moved, ...came]);
}

/** Tables of what an instance makes for itself, as each of its versions needs it. */
const OF_INSTANCE: ReadonlySet<string> = new Set(['settings', 'deployment_key']);

const hasTable = ({ rows }: Reading, name: string): boolean =>
  rows.some(({ table }) => table === name);

/** Everything that a version has lost or changed that it was not to touch when it started. */
function changesByMigration(before: Reading, now: Reading): readonly string[] {
  const lost = before.rows.flatMap((was) => {
    const what = lostByMigration(was, now);
    return what === undefined ? [] : [`${nameOf(was)} ${what}`];
  });
  const came = now.rows.filter((row) => isOfCredential(row) && !before.rows.some(sameAs(row)));
  return [...lost, ...came.map((row) => `${nameOf(row)} came`)];
}

const nameOf = ({ table, row }: Row): string => `the row ${row} of ${table}`;

/** Everything that is not in the later reading as it was in the earlier one. */
function changes(history: History, before: Reading, now: Reading): readonly string[] {
  if (startsBetween(history, before, now).length > 0) return changesByMigration(before, now);
  const saved = workflowsSaved(history, before, now);
  const isNamedAnew = namedAnew(history, before, now);
  const changed = before.rows.flatMap((was) => {
    const what = changeOf(was, now.rows.find(sameAs(was)), isNamedAnew(was) ? [NAME] : []);
    return what === undefined ||
      (saved && was.workflow !== undefined) ||
      wentByAct(history, was, before, now)
      ? []
      : [`${nameOf(was)} ${what}`];
  });
  const came = now.rows.filter(
    (row) => !before.rows.some(sameAs(row)) && !cameByAct(history, row, before),
  );
  return [...changed, ...came.map((row) => `${nameOf(row)} came`)];
}

/** Checks that connecting, refreshing and saving leave everything else that is stored alone. */
export const otherRowsUnchanged = defineChecker({
  name: 'other-rows-unchanged',
  judges: 'safety',
  invariant:
    'Connecting, refreshing and saving change nothing that is stored but the data of the credential itself: not its name, not to whom it belongs, no workflow, no user, and nothing that nobody uses. A version that starts on the data of another one may bring them into its own form; every credential stays as it was, and nothing is lost.',
  basis:
    'A save that meets more rows than its own breaks what nobody looks at: accounts, shares and workflows of others, long before anyone notices.',
  check(history) {
    const readings = history.of('stored-rows');
    const [first] = readings;
    if (first === undefined) return notLookedAt('What else this target stores was not read.');
    const numbers = readings.map(({ n }) => n);
    if (readings.length === 1)
      return unknown(
        'What else is stored was read only once, so nothing can be compared.',
        numbers,
      );
    const misnamed = readings.find(isMisnamed);
    if (misnamed !== undefined)
      return violated(
        `The credential ${misnamed.renamed?.credential} was stored under another name than an operator typed.`,
        [misnamed.n],
      );
    for (const [index, now] of readings.entries()) {
      const before = readings[index - 1];
      const [one, ...more] = before === undefined ? [] : changes(history, before, now);
      if (before !== undefined && one !== undefined)
        return violated(
          `${capital(one)} although nobody edited it${more.length === 0 ? '' : `; ${list(more)}`}.`,
          [before.n, now.n],
        );
    }
    return holds(
      `${count(readings.length, 'reading')} of ${count(first.rows.length, 'row')} of what else is stored, none changed.`,
      numbers,
    );
  },
});
