import type { Checker } from '../../model/checker.ts';
import { holds, notLookedAt, unknown, violated, type Finding } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import type { LoadResult } from '../../model/load.ts';
import type { CheckerName } from '../checkers/index.ts';

/**
 * Checkers that decide from what a history has of a load as of every other run: token requests (all
 * of them), what is stored, logs, processes, faults. The others want to know of every call, and
 * under load only some of them are events.
 */
const DECIDE: ReadonlySet<string> = new Set<CheckerName>([
  'one-refresh-per-expiry',
  'no-reuse-of-spent-token',
  'stored-tokens-are-newest',
  'token-data-kept',
  'other-fields-unchanged',
  'other-rows-unchanged',
  'no-secret-leaked',
  'token-request-form',
  'authentication-as-registered',
  'typed-parameters-sent',
  'secrets-in-their-place',
  'server-is-verified',
  'connect-is-protected',
  'processes-stay-alive',
  'connects',
  'scope-within-grant',
  'identity-unchanged',
  'recovers-as-expected',
  'fault-was-met',
]);

/** Of these, those that need every token request. */
const NEED_EVERY_TOKEN_REQUEST: ReadonlySet<string> = new Set<CheckerName>([
  'one-refresh-per-expiry',
  'no-reuse-of-spent-token',
  'stored-tokens-are-newest',
  'token-data-kept',
]);

const TOO_MANY =
  'There were more token requests than are kept as events of the history; see the thresholds.';
const NOT_SAMPLED = 'Under load only some calls are events of the history; see the thresholds.';

function thresholdChecker(
  { metric, expression, observed, verdict }: LoadResult['thresholds'][number],
  history: History,
): Checker {
  const evidence = history.of('load-end')[0]?.n ?? history.of('load-begin')[0]?.n ?? 1;
  const was = observed === undefined ? 'it had no end' : `it was ${observed}`;
  const findings = {
    held: () => holds(`${metric}: ${expression} holds; ${was}.`, [evidence]),
    broken: () => violated(`${metric} was to be ${expression}; ${was}.`, [evidence]),
    unknown: () => unknown(`${metric} was never measured.`),
  } as const satisfies Readonly<Record<typeof verdict, () => Finding>>;
  return {
    name: `${metric}: ${expression}`,
    judges: 'recovery',
    invariant: `Under load, ${metric} is ${expression}.`,
    basis: 'The scenario asks for it.',
    check: findings[verdict],
  };
}

/** Why a checker cannot decide about a load; undefined where it can. */
function whyNot({ name }: Checker, { sampling }: LoadResult): string | undefined {
  if (!DECIDE.has(name)) return NOT_SAMPLED;
  return sampling.leftOut.token > 0 && NEED_EVERY_TOKEN_REQUEST.has(name) ? TOO_MANY : undefined;
}

/** The checkers that judge a history: of a load, fewer of ours, and the thresholds besides. */
export function checkersFor(
  history: History,
  load: LoadResult | undefined,
  checkers: readonly Checker[],
): readonly Checker[] {
  if (load === undefined) return checkers;
  return [
    ...checkers.map((checker) => {
      const because = whyNot(checker, load);
      return because === undefined ? checker : { ...checker, check: () => notLookedAt(because) };
    }),
    ...load.thresholds.map((threshold) => thresholdChecker(threshold, history)),
  ];
}
