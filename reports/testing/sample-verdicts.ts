import type { HistoryEvent } from '../../harness/model/event.ts';
import type { FindingResult } from '../../harness/model/results.ts';
import { eventNumbers, type SampleVerdict } from './sample-result.ts';

type Judge = (events: readonly HistoryEvent[]) => SampleVerdict;

const isRefresh = (event: HistoryEvent): boolean =>
  event.type === 'request' && event.grantType === 'refresh_token';
const refreshesAfterExpiry = (events: readonly HistoryEvent[]): number[] =>
  eventNumbers(
    events.filter((event) => event.at < 1_270),
    isRefresh,
  );
const holds = (checker: string, message: string, evidence: number[] = []): FindingResult => ({
  checker,
  verdict: 'holds',
  message,
  evidence,
});

const faultMet = (events: readonly HistoryEvent[]): FindingResult => {
  const met = eventNumbers(events, (event) => event.type === 'reply' && event.faults.length > 0);
  return holds('fault-was-met', `${met.length} exchanges met the fault.`, met);
};
const noLeak = holds(
  'no-secret-leaked',
  'No token and no secret was found in the log, the executions or the history.',
);

export const controlPass: Judge = () => ({
  verdict: 'pass',
  outcome: 'unaffected',
  summary: 'All three executions succeeded. Nothing has to be done.',
  recovery: { expected: 'unaffected', observed: 'unaffected' },
  findings: [
    holds('items-accepted-exactly-once', 'All 3 items were accepted exactly once.'),
    noLeak,
  ],
});

export const stormFail: Judge = (events) => ({
  verdict: 'fail',
  outcome: 'refresh storm',
  summary:
    'Eight executions refreshed one expired token eight times. The provider took the second use of the spent refresh token for theft and revoked the family: the credential was dead until an operator connected it again.',
  recovery: {
    expected: 'automatic',
    observed: 'after-remedy',
    remedy: 'reconnect',
    act: 'open the credential and connect the account again',
    afterMs: 170,
  },
  findings: [
    faultMet(events),
    {
      checker: 'one-refresh-per-expiry',
      verdict: 'violated',
      message: 'One expiry of credential main led to 8 refresh requests; at most 1 was expected.',
      evidence: refreshesAfterExpiry(events),
    },
    {
      checker: 'no-reuse-of-spent-token',
      verdict: 'violated',
      message:
        'Refresh token f1·1 was presented 7 times after it was spent; on the first of them the provider revoked the family.',
      evidence: eventNumbers(
        events,
        (event) => event.type === 'ledger' && event.action === 'replayed',
      ),
    },
    {
      checker: 'items-accepted-exactly-once',
      verdict: 'violated',
      message: '20 of 23 items were never accepted.',
      evidence: eventNumbers(
        events,
        (event) => event.type === 'execution' && event.status === 'error',
      ),
    },
    {
      checker: 'recovers-as-expected',
      verdict: 'violated',
      message:
        'Recovery was expected to be automatic; 12 executions in 5 s after healing failed, the first to succeed came after a reconnect.',
      evidence: eventNumbers(events, (event) => event.type === 'remedy'),
    },
    {
      checker: 'stored-tokens-are-newest',
      verdict: 'unknown',
      message: 'The provider had no live pair to compare with.',
      evidence: eventNumbers(events, (event) => event.type === 'stored-credential'),
    },
    holds('failure-is-visible', 'All 20 failed executions are errors with a message.'),
    noLeak,
  ],
});

export const stormPass: Judge = (events) => ({
  verdict: 'pass',
  outcome: 'recovered',
  summary:
    'One execution refreshed for all eight, and all eight succeeded. Nothing has to be done.',
  recovery: { expected: 'automatic', observed: 'automatic', afterMs: 150 },
  findings: [
    faultMet(events),
    holds('one-refresh-per-expiry', 'One expiry, one refresh.', refreshesAfterExpiry(events)),
    holds('no-reuse-of-spent-token', 'No spent refresh token was presented.'),
    holds('items-accepted-exactly-once', 'All 11 items were accepted exactly once.'),
    noLeak,
  ],
});

export const revokedPass: Judge = (events) => ({
  verdict: 'pass',
  outcome: 'reconnect needed (as it must be)',
  summary:
    'The refresh was refused with invalid_grant and the error said that the credential must be reconnected. Reconnect it: that was enough.',
  recovery: {
    expected: 'after-remedy',
    observed: 'after-remedy',
    remedy: 'reconnect',
    act: 'open the credential and connect the account again',
    afterMs: 170,
  },
  findings: [
    faultMet(events),
    holds('failure-is-visible', 'All 6 failures name the credential and what to do.'),
    holds('no-needless-refresh', 'One refresh an execution.'),
    noLeak,
  ],
});

export const throttledKnown: Judge = (events) => ({
  verdict: 'fail',
  outcome: 'recovered with cost',
  summary:
    'The execution that met the 429 failed at once instead of waiting two seconds; the next one recovered. Run failed executions again, or switch Retry On Fail on.',
  recovery: { expected: 'automatic', observed: 'automatic', afterMs: 220 },
  known: {
    reason: 'n8n does not wait for Retry-After at the token endpoint',
    link: 'https://github.com/n8n-io/n8n/issues',
  },
  findings: [
    faultMet(events),
    {
      checker: 'items-accepted-exactly-once',
      verdict: 'violated',
      message: 'Item e2.1 was never accepted although the fault was transient.',
      evidence: eventNumbers(
        events,
        (event) => event.type === 'execution' && event.status === 'error',
      ),
    },
    holds('retry-after-honoured', 'No request came before the two seconds were over.'),
    noLeak,
  ],
});

export const cutOff: Judge = (events) => ({
  verdict: 'inconclusive',
  outcome: 'harness error',
  summary:
    'n8n was ended by SIGKILL while the fault was in force, so recovery was not seen. Run the scenario again.',
  recovery: { expected: 'after-remedy', observed: 'unknown' },
  findings: [
    faultMet(events),
    {
      checker: 'recovers-as-expected',
      verdict: 'unknown',
      message: 'The history ends before the fault was healed.',
      evidence: [events.length],
    },
  ],
});

export const notMet: Judge = () => ({
  verdict: 'inconclusive',
  outcome: 'inconclusive',
  summary:
    'No request ever met the fault: the executions used a token that was still good. The run proves nothing.',
  recovery: { expected: 'after-remedy', observed: 'unknown' },
  findings: [
    {
      checker: 'fault-was-met',
      verdict: 'unknown',
      message: 'No exchange met the fault.',
      evidence: [],
    },
    noLeak,
  ],
});

export const skipped: Judge = () => ({
  verdict: 'skipped',
  outcome: 'skipped',
  summary: "Skipped: this target cannot move n8n's clock (capability skew-clock).",
  recovery: { expected: 'unaffected', observed: 'unknown' },
});

export const clockFixed: Judge = () => ({
  verdict: 'pass',
  outcome: 'unaffected',
  summary:
    'An hour of clock error changed nothing. The baseline lists a failure here that no longer happens.',
  recovery: { expected: 'unaffected', observed: 'unaffected' },
  fixedUnexpectedly: true,
  findings: [noLeak],
});
