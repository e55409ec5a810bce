import type { History } from '../../model/history.ts';
import type { Sighting, Witnessed, WitnessedFailure } from '../../model/witness.ts';
import { RECONNECT, advises } from '../causes/advice.ts';
import { withoutNames } from '../views/without-names.ts';
import { failuresIn, successesIn, type Failure } from './failures.ts';
import { witnesses } from './index.ts';
import type { Sight, Witness } from './witness.ts';

/** The reports show the beginning; the event has all of it. */
const LONGEST_TEXT = 200;

/** What a witness showed of a failure, at its best; undefined when it showed nothing. */
function sighting(
  { name }: Witness,
  sights: readonly Sight[],
  isNamed: (sight: Sight) => boolean,
): Sighting | undefined {
  const named = sights.find(isNamed);
  const best = named ?? sights[0];
  if (best === undefined) return undefined;
  const text = best.text.replaceAll(/\s+/g, ' ').trim();
  return {
    witness: name,
    level: named === undefined ? 'showed' : 'named',
    event: best.event,
    ...(text === '' ? {} : { text: text.slice(0, LONGEST_TEXT) }),
  };
}

const witnessed = (
  history: History,
  there: readonly Witness[],
  failure: Failure,
): WitnessedFailure => ({
  what: failure.what,
  event: failure.n,
  times: 1,
  shown: there.flatMap(
    (witness) =>
      sighting(
        witness,
        witness.saw(history, failure),
        ({ isCause, text }) => isCause === true || failure.isNamedIn(text),
      ) ?? [],
  ),
});

/**
 * The accounts that an operator had to connect again, as failures of their own: whoever was shown
 * no failure before could not know. A text names it when it advises to connect.
 */
function reconnects(
  history: History,
  there: readonly Witness[],
  failures: readonly Failure[],
): readonly WitnessedFailure[] {
  const remedies = history.of('remedy');
  return history
    .of('connect')
    .filter(({ n, ok }) => ok && remedies.findLast((one) => one.n < n)?.state === 'begin')
    .map(({ n, credential }) => {
      const before = failures.filter((one) => one.n < n && one.credential === credential);
      return {
        what: 'An account had to be connected again.',
        event: n,
        times: 1,
        shown: there.flatMap(
          (witness) =>
            sighting(
              witness,
              before.flatMap((one) => witness.saw(history, one)),
              ({ isCause, text }) =>
                isCause === true || advises(withoutNames(history, text), RECONNECT),
            ) ?? [],
        ),
      };
    });
}

/** What the recorder said of a witness that was there. */
function noteOn(history: History, name: string): { readonly note?: string } {
  const ready = history.of('witness-ready').find(({ witness }) => witness === name);
  return ready?.why === undefined ? {} : { note: ready.why };
}

/** Failures of which the same was shown are told once. */
function alike(failures: readonly WitnessedFailure[]): readonly WitnessedFailure[] {
  const groups = Map.groupBy(failures, ({ what, shown }) =>
    JSON.stringify([what, shown.map(({ witness, level }) => [witness, level])]),
  );
  return [...groups.values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : [{ ...first, times: 1 + more.length }],
  );
}

/**
 * The executions that did their work, of which a witness showed a failure. What it showed of one
 * that failed, and may be read of the other too because it names the workflow alone, is none.
 */
function falseAlarms(
  history: History,
  witness: Witness,
  failures: readonly Failure[],
  successes: readonly Failure[],
): number {
  const due = new Set(
    failures.flatMap((one) => witness.saw(history, one).map(({ event }) => event)),
  );
  return successes.filter((one) => witness.saw(history, one).some(({ event }) => !due.has(event)))
    .length;
}

/**
 * What each witness showed of each failure of a scenario. Undefined where nothing failed and no
 * witness said that something did.
 */
export function witnessedOf(history: History): Witnessed | undefined {
  const failures = failuresIn(history);
  const successes = successesIn(history);
  const told = witnesses.map((witness) => {
    const absent = witness.absent(history);
    return {
      witness,
      absent,
      falseAlarms: absent === undefined ? falseAlarms(history, witness, failures, successes) : 0,
    };
  });
  if (failures.length === 0 && told.every((one) => one.falseAlarms === 0)) return undefined;
  const there = told.flatMap(({ witness, absent }) => (absent === undefined ? [witness] : []));
  return {
    witnesses: told.map(({ witness: { name, title }, absent, falseAlarms: alarms }) => ({
      name,
      title,
      ...(absent === undefined ? noteOn(history, name) : { absent }),
      ...(alarms === 0 ? {} : { falseAlarms: alarms }),
    })),
    failures: [
      ...alike(failures.map((failure) => witnessed(history, there, failure))),
      ...alike(reconnects(history, there, failures)),
    ],
  };
}
