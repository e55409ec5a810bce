import { defineChecker } from '../../model/checker.ts';
import { NOT_CONNECTED } from '../../model/editor.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { refusedConnect } from '../causes/connect-texts.ts';
import { failureCauses, wasDisturbed, type FailureCause } from '../causes/failure-causes.ts';
import { intervals, type Interval } from '../views/intervals.ts';
import { ranOutOfTime, STARVED } from '../views/machine-starved.ts';
import { withoutNames } from '../views/without-names.ts';
import { count, list } from '../views/words.ts';

/** Error texts that say only that something failed, without a cause. */
const GENERIC =
  /^(?:(?:unknown|internal|general|unexpected|request|api|call|http|the|a) )*(?:error|exception|failure|failed|undefined|null|\[object object\]|something went wrong)[\s.!]*$/i;

/**
 * The beginning of an error text that was not recorded because it contained a secret. The checker
 * no-secret-leaked reports it; this checker cannot judge its words.
 */
const WITHHELD = '[withheld:';

interface Shown {
  /** Where the operator reads the text. */
  readonly where: string;
  readonly text: string;
}

const textOf = (parts: readonly (string | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined && part !== '')
    .join('\n')
    .trim();

/** The texts that an operator reads about a failure: in the execution, and in the alarm. */
function textsOf({ error, alarm }: EventOf<'execution'>): readonly Shown[] {
  const shown = { where: 'says', text: textOf([error?.message, error?.description]) };
  return alarm === undefined
    ? [shown]
    : [
        shown,
        { where: 'tells the error workflow', text: textOf([alarm.message, alarm.description]) },
      ];
}

const quoted = (text: string): string => `"${text.replaceAll(/\s+/g, ' ').slice(0, 160)}"`;

/** What is wrong with one text; undefined when it helps. */
function complaint(causes: readonly FailureCause[], { where, text }: Shown): string | undefined {
  if (text.includes(WITHHELD)) return undefined;
  if (text === '') return `${where} nothing at all`;
  if (GENERIC.test(text)) return `${where} nothing but ${quoted(text)}`;
  const readings = causes.map((cause) => ({ ...cause, reading: cause.read(text) }));
  const [first] = readings;
  if (first === undefined || readings.some(({ reading }) => reading === 'helps')) return undefined;
  const named = list(readings.map(({ cause }) => cause));
  return first.reading === 'misleads'
    ? `failed because ${named}, and misleads with ${quoted(text)}: ${first.owed}`
    : `failed because ${named}, but ${where} ${quoted(text)}: ${first.owed}`;
}

/** What is wrong with the words about a failed execution; undefined when nothing is wrong. */
function complaintAbout(history: History, interval: Interval): string | undefined {
  const { end, key } = interval;
  if (end === undefined || wasDisturbed(history, interval)) return undefined;
  const causes = failureCauses(history, interval);
  const wrong = textsOf(end)
    .map(({ where, text }) => complaint(causes, { where, text: withoutNames(history, text) }))
    .find((text) => text !== undefined);
  return wrong === undefined ? undefined : `execution ${key} ${wrong}`;
}

/** What is wrong with the words about a connect that failed; undefined when nothing is wrong. */
function complaintAboutConnect(history: History, connect: EventOf<'connect'>): string | undefined {
  const { ok, shown, dialog, credential } = connect;
  if (ok || shown === undefined || shown.includes(WITHHELD)) return undefined;
  const refused = refusedConnect(history, connect);
  // Who reads it in the editor's dialog needs no page.
  if (dialog !== undefined && refused?.isNamedIn(dialog) === true) return undefined;
  const told = `connecting ${credential}`;
  const where =
    dialog === undefined ? 'the page says' : `the dialog says ${quoted(dialog)}, and the page`;
  if (shown.trim() === '') return `${told} failed, and ${where} nothing at all`;
  if (GENERIC.test(shown)) return `${told} failed, and ${where} nothing but ${quoted(shown)}`;
  return refused === undefined || refused.isNamedIn(shown)
    ? undefined
    : `${told} failed because ${refused.cause}, but ${where} ${quoted(shown)}: it does not tell why`;
}

/**
 * What is wrong with a dialog that tells of a connect that failed that no account is connected:
 * nothing, unless the one from before still is.
 */
function complaintAboutDialog(history: History, connect: EventOf<'connect'>): string | undefined {
  const { ok, dialog = '', credential, n } = connect;
  if (ok || !dialog.startsWith(NOT_CONNECTED)) return undefined;
  const stored = history
    .of('stored-credential')
    .find((probe) => probe.n > n && probe.credential === credential);
  return stored?.moment === 'refused' && stored.access !== 'absent'
    ? `connecting ${credential} failed, and the editor says ${quoted(dialog)} although the account from before is still connected`
    : undefined;
}

/** Words by which a user learns that it is his browser, and that logging in there helps. */
const OF_THE_BROWSER = /\b(?:log(?:ged)?|sign(?:ed)?)[ -]?(?:in|on|out)\b|\bsession\b|\bbrowser\b/i;

/** What is wrong with the words about a callback of a user who is not logged in. */
function complaintAboutCallback({
  kind,
  taken,
  shown,
  credential,
}: EventOf<'callback'>): string | undefined {
  const isLoggedIn = kind !== 'logged-out' && kind !== 'sessionless';
  if (isLoggedIn || taken || shown === undefined || shown.includes(WITHHELD)) return undefined;
  return OF_THE_BROWSER.test(shown)
    ? undefined
    : `connecting ${credential} failed because nobody was logged in when the user came back, but the page says ${quoted(shown)}: it does not tell that he has to log in`;
}

const connectComplaints = (history: History): readonly { text: string; n: number }[] =>
  [
    ...history.of('connect').map((connect) => ({
      text: complaintAboutConnect(history, connect) ?? complaintAboutDialog(history, connect),
      n: connect.n,
    })),
    ...history
      .of('callback')
      .map((callback) => ({ text: complaintAboutCallback(callback), n: callback.n })),
  ].flatMap(({ text, n }) => (text === undefined ? [] : [{ text, n }]));

/** Words of whoever gave up for want of time. */
const OUT_OF_TIME =
  /time[ds]? ?-?out|\babort|no (?:answer|response|reply)|did not (?:answer|respond)/i;

/**
 * True when an execution says that its time ran out, and may owe that to a machine that gave it no
 * processor: then it is true, whatever the exchanges show.
 */
const isOfMachine = ({ end }: Interval): boolean =>
  end !== undefined &&
  ranOutOfTime(end) &&
  textsOf(end).every(({ text }) => OUT_OF_TIME.test(text));

/** Checks that the words about a failure help the operator who reads them. */
export const failureTextHelps = defineChecker({
  name: 'failure-text-helps',
  judges: 'safety',
  invariant:
    'The text of a failed execution names its cause or the act that helps, and sends nobody to the wrong place. The page of a connect that failed tells why, and to a user who is no longer logged in, that he has to log in; the editor calls nobody disconnected who is not.',
  basis:
    'The text is all that an operator has: "reconnect" during an outage costs a consent for nothing, and a bare code leaves a dead credential dead.',
  check(history) {
    const all = intervals(history).filter(({ end }) => end !== undefined);
    const ofConnects = connectComplaints(history);
    if (all.length === 0 && ofConnects.length === 0) return unknown('No execution ended.');
    const failed = all.filter(({ end }) => end?.status === 'error');
    const ofExecutions = failed.flatMap((interval) => {
      const text = complaintAbout(history, interval);
      return text === undefined ? [] : [{ text, n: interval.to, ofMachine: isOfMachine(interval) }];
    });
    const starved = ofExecutions.filter(({ ofMachine }) => ofMachine);
    const complaints = [...ofExecutions.filter(({ ofMachine }) => !ofMachine), ...ofConnects];
    const [first, ...more] = complaints;
    if (first !== undefined)
      return violated(
        `${count(complaints.length, 'failure')} in words that do not help: ${first.text}.`,
        [first.n, ...more.map(({ n }) => n)],
      );
    if (starved.length > 0)
      return unknown(
        `${count(starved.length, 'failure')} said to be for want of time, ${STARVED}.`,
        starved.map(({ n }) => n),
      );
    return holds(
      failed.length === 0
        ? 'No execution failed.'
        : `${count(failed.length, 'failed execution')} in words that name the cause or what to do.`,
      failed.map(({ to }) => to),
    );
  },
});
