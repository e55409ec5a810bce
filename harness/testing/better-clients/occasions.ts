import { connectOutcome } from '../../check/views/connect-outcome.ts';
import { tokenCalls } from '../../check/views/token-calls.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import type { ConnectOutcome } from '../../model/scenario.ts';

/**
 * Whether the run of the correct client gave another client occasion to do anything of its own.
 * Until it first does, its run is that of the correct one, so a scenario without such an occasion
 * tells nothing about it.
 */
export type Occasion = (run: History) => boolean;

/** A token request brought the client no access token. */
export const tokenRequestFails: Occasion = (run) =>
  tokenCalls(run).some(({ toldAccess }) => !toldAccess);

/** An answer of the API was lost, or told of a server error (RFC 9110 §15.6). */
export const apiCallFails: Occasion = (run) =>
  apiCalls(run).some(({ reply }) => !(reply?.delivered ?? false) || (reply?.status ?? 500) >= 500);

/** The API refused a token the first time it saw it. */
export const newTokenIsRefused: Occasion = (run) => {
  const seen = new Set<string>();
  return apiCalls(run).some(({ request, reply }) => {
    const token = request.presented?.ref?.fingerprint;
    if (token === undefined || seen.has(token)) return false;
    seen.add(token);
    return (reply?.status ?? 0) >= 400;
  });
};

/** Something went wrong that an operator may read about. */
export const somethingIsTold: Occasion = (run) =>
  tokenRequestFails(run) ||
  apiCallFails(run) ||
  newTokenIsRefused(run) ||
  refusedCalls(run).some(({ reply }) => reply?.status === 403 || reply?.status === 429) ||
  run.executions().some(({ status }) => status !== 'success');

/** An execution had several items. */
export const severalItems: Occasion = (run) =>
  run.of('execution-started').some(({ items }) => items.length > 1);

/** Something was done while something else was under way, or with several items. */
export const severalAtOnce: Occasion = (run) => {
  let running = 0;
  return run.events.some((event) => {
    if (event.type === 'execution') running -= 1;
    if (event.type !== 'execution-started') return false;
    running += 1;
    return running > 1 || event.items.length > 1;
  });
};

/** The client's clock went on by more than a moment: it was moved, or the plan waits. */
export const timePasses: Occasion = (run) =>
  run.of('clock').some(({ clock }) => clock === 'n8n') ||
  run.head?.steps.some(({ do: step }) => step === 'wait') === true;

/** Somebody else had to do with the credential, or with its tokens, while the client did. */
export const storedMayDiffer: Occasion = (run) =>
  severalAtOnce(run) ||
  run.of('remedy').length > 0 ||
  run.of('fault').some(({ fault }) => fault.startsWith('operator/'));

const apiCalls = (run: History): readonly RecordedExchange[] =>
  run.exchanges().filter(({ request }) => request.endpoint === 'resource');

const refusedCalls = (run: History): readonly RecordedExchange[] =>
  apiCalls(run).filter(({ reply }) => (reply?.status ?? 0) >= 400);

/** A connect that the plan only tries brought less than was asked for, in this way. */
export const consentBringsLess =
  (outcome: ConnectOutcome): Occasion =>
  (run) =>
    run
      .of('connect')
      .some(
        (connect) =>
          connect.mayFail === true && connectOutcome(run, connect)?.includes(outcome) === true,
      );
