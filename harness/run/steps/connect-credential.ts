import { ConnectFailed } from '../../model/connect-failed.ts';
import { HarnessError } from '../../model/error.ts';
import type { EventOf } from '../../model/event.ts';
import { ClientStopped } from '../client-stopped.ts';
import { probeConnected } from '../probes/probe-connected.ts';
import { probeCredentials } from '../probes/probe-credentials.ts';
import { recordPage } from '../probes/record-page.ts';
import { errorText, redact } from '../redact.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { visibleText } from '../visible-text.ts';

/** What the user saw of a connect that worked. */
interface Seen {
  /** The client's page; missing of a grant without a user. */
  readonly page: string | undefined;
  /** What the dialog of the client's editor told; missing where nobody opened it. */
  readonly dialog?: string;
}

/** What the record of an attempt tells besides its end. */
export type ConnectMarks = Pick<EventOf<'connect'>, 'mayFail' | 'begunIn' | 'through'>;

/** True for an error that says nothing about the client's willingness: nobody answered at all. */
const isNobodyThere = (cause: unknown): boolean =>
  cause instanceof HarnessError && cause.code === 'n8n-unreachable';

/** Errors of a browser of ours, which say nothing of the client. */
const OF_BROWSER: ReadonlySet<string> = new Set([
  'browser-failed',
  'editor-elsewhere',
  'editor-not-understood',
]);

/** True when it was the browser in which the client's editor is opened that could not go on. */
export const isOfBrowser = (cause: unknown): cause is HarnessError =>
  cause instanceof HarnessError && OF_BROWSER.has(cause.code);

/**
 * True when nobody answers because a fault of the plan has ended or stopped the client. The
 * connection may break before the fault is known to have struck.
 */
const isTakenAway = (run: ScenarioRun, cause: unknown): boolean =>
  isNobodyThere(cause) &&
  run.client.alive &&
  [...run.beginning, ...run.targetFaults.map(({ actsOn }) => actsOn)].includes('process');

/**
 * Connects a credential that the run cannot do without. When the client does not connect it, the
 * run stops.
 * @throws ClientStopped when the client did not connect it
 */
export async function connectOrStop(
  run: ScenarioRun,
  credential: string,
  away?: () => Promise<void>,
  marks: ConnectMarks = {},
): Promise<void> {
  await orStop(run, credential, connectCredential(run, credential, marks, away));
}

/**
 * Waits for a connect that the run cannot do without.
 * @throws ClientStopped when the client did not connect it
 */
export async function orStop(
  run: ScenarioRun,
  credential: string,
  connecting: Promise<void>,
): Promise<void> {
  try {
    await connecting;
  } catch (cause) {
    run.signal.throwIfAborted();
    const isRefusal =
      run.credentialIds.has(credential) && !isNobodyThere(cause) && !isOfBrowser(cause);
    throw isRefusal ? new ClientStopped('not-connected', cause) : cause;
  }
}

/**
 * Connects two credentials whose flows cross: both are begun before the first user comes back, and
 * the second user comes back last. When a client does not let them cross, the second one is
 * connected afterwards.
 * @throws ClientStopped when the client did not connect one of them
 */
export async function connectBeside(
  run: ScenarioRun,
  credential: string,
  beside: string,
  away?: () => Promise<void>,
): Promise<void> {
  const firstOver = Promise.withResolvers<void>();
  let second: Promise<void> | undefined;
  const begin = async (): Promise<void> => {
    const isAway = Promise.withResolvers<void>();
    second = connectOrStop(run, beside, async () => {
      isAway.resolve();
      await firstOver.promise;
    });
    await Promise.race([isAway.promise, second.catch(() => undefined)]);
    await away?.();
  };
  await connectOrStop(run, credential, begin).finally(() => firstOver.resolve());
  await (second ?? connectOrStop(run, beside, away));
}

/**
 * Tries to connect a credential that is connected already, or of which the run can do without a
 * connection. The record says why it was refused. A client that a fault has taken away answers
 * nobody, which ends the attempt as well.
 * @throws whatever kept the harness from trying
 */
export async function tryToConnect(
  run: ScenarioRun,
  credential: string,
  marks: ConnectMarks = { mayFail: true },
  away?: () => Promise<void>,
): Promise<void> {
  await tolerated(run, credential, connectCredential(run, credential, marks, away));
}

/**
 * Waits for a connect that the client may refuse.
 * @throws whatever kept the harness from trying
 */
export async function tolerated(
  run: ScenarioRun,
  credential: string,
  connecting: Promise<void>,
): Promise<void> {
  try {
    await connecting;
  } catch (cause) {
    run.signal.throwIfAborted();
    const isRefused = cause instanceof HarnessError && cause.code === 'connect-failed';
    if (!isRefused && !isTakenAway(run, cause)) throw cause;
    await probeCredentials(run, { only: credential, moment: 'refused' });
  }
}

/**
 * What is marked of a connect that is a remedy. On a ladder it may be too light a remedy: the
 * provider then refuses for the same reason as before, and the next one is tried.
 */
export const asRemedy = ({ planned }: ScenarioRun): ConnectMarks =>
  planned.ladder === undefined ? {} : { mayFail: true };

/**
 * Connects a credential of the run over the client's API, and records whether it worked.
 * @throws as {@link recordConnect}
 */
export const connectCredential = (
  run: ScenarioRun,
  credential: string,
  marks: ConnectMarks = {},
  away?: () => Promise<void>,
): Promise<void> =>
  recordConnect(run, credential, marks, async (id) => ({
    page: await run.client.connect(id, run.signal, away),
  }));

/**
 * Records whether a connect of a credential of the run worked.
 * @param connect connects the credential of this id; resolves to what the user saw
 * @throws whatever the client says when it did not; the signal's reason after an abort, and what is
 * wrong with a browser, which are no failures of the client and not recorded as such
 */
export async function recordConnect(
  run: ScenarioRun,
  credential: string,
  marks: ConnectMarks,
  connect: (id: string) => Promise<Seen>,
): Promise<void> {
  const id = run.credentialIds.get(credential);
  if (id === undefined)
    throw new HarnessError(
      'credential-missing',
      `Could not connect credential ${credential}: it does not exist.`,
    );
  try {
    const { page, dialog } = await connect(id);
    const told = page === undefined ? '' : visibleText(page);
    run.recorder.add({
      type: 'connect',
      credential,
      ok: true,
      ...(told === '' ? {} : { shown: redact(run, told, 'page') }),
      ...(dialog === undefined ? {} : { dialog: redact(run, dialog, 'dialog') }),
      ...marks,
    });
    if (page !== undefined && page !== '') recordPage(run, page);
  } catch (cause) {
    run.signal.throwIfAborted();
    if (isOfBrowser(cause)) throw cause;
    const { shown, dialog } = cause instanceof ConnectFailed ? cause : {};
    run.recorder.add({
      type: 'connect',
      credential,
      ok: false,
      error: errorText(run, cause),
      ...(isTakenAway(run, cause) ? { unanswered: true } : {}),
      ...(shown === undefined ? {} : { shown: redact(run, shown, 'page') }),
      ...(dialog === undefined ? {} : { dialog: redact(run, dialog, 'dialog') }),
      ...marks,
    });
    if (cause instanceof ConnectFailed && cause.page !== '') recordPage(run, cause.page);
    throw cause;
  }
  run.traffic.takeRenewed(credential);
  await probeConnected(run, credential);
}
