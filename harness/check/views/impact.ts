import type { EventOf } from '../../model/event.ts';
import type { RecordedExchange, History } from '../../model/history.ts';
import { intervals } from './intervals.ts';
import { leaps } from './leaps.ts';
import { faultsBeside, faultsOfPlan, proofs } from './next-expiry.ts';
import { BYSTANDER, startOf, succeeded, executionsOf } from './phases.ts';
import { senders } from './senders.ts';
import { isSilentFailure } from './silent-failures.ts';
import { renewals, tokenCalls as allTokenCalls, type TokenCall } from './token-calls.ts';
import { tokenRefusals } from './token-refusals.ts';
import { unreadAnswers } from './unread-answers.ts';
import { list, unique } from './words.ts';

/**
 * The effect on the credential under test, in numbers: under the fault or, when nothing ran under
 * it, between the fault and the first act of an operator.
 */
export interface Impact {
  readonly executions: number;
  /** Executions that did not do their work, whatever status they report. */
  readonly failed: number;
  /** Failed executions that report success. */
  readonly silent: number;
  /** Failed executions that never ended. */
  readonly hung: number;
  /** Failed executions whose client ended, so that their result is not known. */
  readonly lost: number;
  /** Executions with at least one API call that was refused because of its token. */
  readonly metBy: number;
  /** The state of the refused tokens: `expired`, `revoked`, `refused` (although live), … */
  readonly tokenStates: readonly string[];
  readonly faults: readonly string[];
  /** What had come before, in order: time that passed, and faults that do more than end a token. */
  readonly before: readonly string[];
  /** The credentials of these executions. */
  readonly credentials: readonly string[];
  /** How the API told that it refused the token, where that was not with a 401. */
  readonly toldAs: readonly string[];
  readonly refreshes: number;
  /** Number of different access tokens that the API refused. */
  readonly deadTokens: number;
  /** Number of different refresh tokens that the refresh requests presented. */
  readonly refreshTokens: number;
  /** Number of all requests for new tokens, including those with the client credentials grant. */
  readonly tokenCalls: number;
  /** How many of these requests were answered with tokens. */
  readonly renewed: number;
  readonly refusals: number;
  /** What the refusals of the token endpoint said, each once. */
  readonly errors: readonly string[];
  /** Answers for which tokens were issued and that did not bring them to the client, in words. */
  readonly unreadAnswers: readonly string[];
  /** True when a spent refresh token was presented and the provider revoked its family for it. */
  readonly takenAsTheft: boolean;
}

/**
 * The span that the numbers cover: from the end of the steady state to healing, to the first
 * remedy, or to the harness's own test with another expiry.
 */
function span(history: History): { readonly from: number; readonly to: number } {
  const during = executionsOf(history, 'during');
  const healed = executionsOf(history, 'healed').map((execution) => startOf(history, execution));
  const starts = [...during.map((execution) => startOf(history, execution)), ...healed];
  const ends = [
    ...history.of('remedy').filter(({ state }) => state === 'begin'),
    ...proofs(history),
  ].map(({ n }) => n);
  return {
    from: Math.min(history.steadyStateEnd ?? Number.POSITIVE_INFINITY, ...starts),
    to: Math.min(Number.POSITIVE_INFINITY, ...ends, ...(during.length > 0 ? healed : [])),
  };
}

function theft(history: History, from: number, to: number): boolean {
  const within = history.of('ledger').filter(({ n }) => n > from && n < to);
  return within.some(
    (replay) =>
      replay.action === 'replayed' &&
      within.some(
        ({ action, token, n }) =>
          action === 'revoked' && n > replay.n && token?.family === replay.token?.family,
      ),
  );
}

const stateOf = ({ request }: RecordedExchange): string => {
  const standing = request.presented?.standing ?? 'unknown';
  return standing === 'live' ? 'refused' : standing;
};

const presentedToken = ({ request }: RecordedExchange): string =>
  request.presented?.ref?.fingerprint ?? '';

/** What the plan had done before an event, in words and in order: `under a and b`, `after 1h`. */
function whatCame(history: History, to: number): readonly string[] {
  const leapt = leaps(history).map(({ by, n }) => ({ n, how: 'after', what: by }));
  const begun = faultsBeside(history).map(({ fault, n }) => ({ n, how: 'under', what: fault }));
  const groups: { readonly how: string; readonly what: string[] }[] = [];
  for (const { how, what, n } of [...leapt, ...begun].toSorted((one, other) => one.n - other.n)) {
    const last = groups.at(-1);
    if (n >= to) break;
    if (last?.how === how) last.what.push(what);
    else groups.push({ how, what: [what] });
  }
  return groups.map(({ how, what }) => `${how} ${list(unique(what))}`);
}

/** Statuses with which a token endpoint refuses a request (RFC 6749 §5.2). */
const USUAL: ReadonlySet<number> = new Set([400, 401]);
/** No longer than this, so that the sentence around it can still be read. */
const SAYS_CHARACTERS = 120;

/** A refusal in words: its code, a status that is not usual, and what it says. */
function refusalInWords({ status = 0, error, says }: EventOf<'reply'>): string {
  const code = error === undefined ? `status ${status}` : error;
  const by = error === undefined || USUAL.has(status) ? '' : ` with status ${status}`;
  const words = says === undefined || says.length > SAYS_CHARACTERS ? '' : `: "${says}"`;
  return `${code}${by}${words}`;
}

/** How the API told that it refused a token, other than with a 401 (RFC 6750 §3.1). */
const otherThan401 = (replies: readonly EventOf<'reply'>[]): readonly string[] =>
  unique(
    replies.flatMap(({ status, error }) =>
      status === 401 || status === undefined
        ? []
        : [`status ${status}${error === undefined ? '' : ` (${error})`}`],
    ),
  );

/** What was asked of the token endpoint, and what it answered. */
function atTokenEndpoint(history: History, calls: readonly TokenCall[]) {
  const refreshes = calls.filter(({ kind }) => kind === 'refresh');
  const rejected = calls.flatMap(({ reply }) =>
    reply?.outcome === 'http' && ((reply.status ?? 0) >= 400 || reply.error !== undefined)
      ? [reply]
      : [],
  );
  return {
    refreshes: refreshes.length,
    refreshTokens: unique(refreshes.map(presentedToken)).length,
    tokenCalls: calls.length,
    renewed: calls.filter(({ committed }) => committed).length,
    refusals: rejected.length,
    errors: unique(rejected.map(refusalInWords)),
    unreadAnswers: unreadAnswers(history, calls),
  };
}

/** Computes the {@link Impact} from the history alone. */
export function impact(history: History): Impact {
  const { from, to } = span(history);
  const within = (n: number): boolean => n > from && n < to;
  const senderOf = senders(history);
  const executions = [
    ...executionsOf(history, 'during'),
    ...executionsOf(history, 'healed'),
  ].filter((execution) => startOf(history, execution) < to);
  const ended = (how: 'hung' | 'lost'): number =>
    executions.filter(({ status }) => status === how).length;
  const keys = new Set(executions.map(({ key }) => key));
  const refused = tokenRefusals(history).filter(
    ({ n, client }) => within(n) && client !== BYSTANDER,
  );
  const items = new Set(refused.map(({ item }) => item));
  const numbers = new Set(
    refused
      .filter(({ n, item }) => refused.find((other) => other.item === item)?.n === n)
      .map(({ n }) => n),
  );
  const calls = renewals(allTokenCalls(history)).filter(
    ({ request, client }) => within(request.n) && client !== BYSTANDER,
  );
  return {
    executions: executions.length,
    failed: executions.filter((execution) => !succeeded(history, execution)).length,
    silent: executions.filter((execution) => isSilentFailure(history, execution)).length,
    hung: ended('hung'),
    lost: ended('lost'),
    metBy: intervals(history).filter(
      (interval) => keys.has(interval.key) && interval.items.some((item) => items.has(item)),
    ).length,
    tokenStates: unique(
      history
        .exchanges()
        .filter(
          ({ reply, request }) =>
            reply !== undefined && numbers.has(reply.n) && senderOf(request) !== BYSTANDER,
        )
        .map(stateOf),
    ),
    faults: unique(
      faultsOfPlan(history)
        .filter(({ n }) => n >= from && n < to)
        .map(({ fault }) => fault),
    ),
    before: whatCame(history, to),
    credentials: unique(executions.map(({ credential }) => credential)),
    toldAs: otherThan401(history.of('reply').filter(({ n }) => numbers.has(n))),
    deadTokens: unique(refused.map(({ token }) => token?.fingerprint ?? '')).length,
    ...atTokenEndpoint(history, calls),
    takenAsTheft: theft(history, from, to),
  };
}
