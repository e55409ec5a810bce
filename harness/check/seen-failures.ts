import { messageShape, patternOf } from '../model/baseline-pattern.ts';
import type { SeenFailure } from '../model/baseline.ts';
import type { ScenarioResult } from '../model/results.ts';
import { undecidedIn } from './known-as.ts';
import { isOfMachine } from './views/machine-starved.ts';
import { unique } from './views/words.ts';

/** What each violated checker says of each failure. */
function messagesOf(failures: readonly ScenarioResult[]): ReadonlyMap<string, readonly string[]> {
  const violated = failures.flatMap(({ findings }) =>
    findings.filter(({ verdict }) => verdict === 'violated'),
  );
  return new Map(
    unique(violated.map(({ checker }) => checker)).map((name) => [
      name,
      violated.filter(({ checker }) => checker === name).map(({ message }) => message),
    ]),
  );
}

const patternsOf = (
  messages: readonly (readonly [string, readonly string[]])[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(messages.map(([checker, said]) => [checker, patternOf(said)]));

/** A failure, also one that a baseline knows and of which too much could not be decided. */
export const isFailure = ({ verdict, findings }: ScenarioResult): boolean =>
  verdict === 'fail' ||
  (verdict === 'inconclusive' && findings.some((finding) => finding.verdict === 'violated'));

/** The checkers that some failures left nothing to decide; what the machine kept is none of n8n. */
export const leftUndecided = (failures: readonly ScenarioResult[]): readonly string[] =>
  unique(
    failures.flatMap((failure) =>
      undecidedIn(failure)
        .filter((finding) => !isOfMachine(finding))
        .map(({ checker }) => checker),
    ),
  ).toSorted();

/** How failures with one outcome and one recovery looked, together or one set of checkers each. */
function alike(failures: readonly ScenarioResult[]): readonly SeenFailure[] {
  const [first] = failures;
  if (first === undefined) return [];
  const messages = [...messagesOf(failures)];
  const always = messages.filter(([, said]) => said.length === failures.length);
  if (always.length === 0 && failures.length > 1)
    return [
      ...Map.groupBy(failures, (one) => [...messagesOf([one]).keys()].toSorted().join()).values(),
    ].flatMap(alike);
  const other = messages.filter(([, said]) => said.length < failures.length);
  const { outcome, recovery } = first;
  const remedy = recovery.observed === 'after-remedy' ? recovery.remedy : undefined;
  const undecided = leftUndecided(failures).filter(
    (checker) => !messages.some(([name]) => name === checker),
  );
  return [
    {
      outcome,
      recovery: recovery.observed,
      ...(remedy === undefined ? {} : { remedy }),
      violates: patternsOf(always),
      ...(other.length === 0 ? {} : { sometimes: patternsOf(other) }),
      ...(undecided.length === 0 ? {} : { undecided }),
    },
  ];
}

/**
 * The ways in which failures of one scenario looked. What only some of the failures of one way
 * violated is violated sometimes.
 */
export const seenFailures = (failures: readonly ScenarioResult[]): readonly SeenFailure[] =>
  [
    ...Map.groupBy(failures, ({ outcome, recovery }) =>
      JSON.stringify([outcome, recovery.observed, recovery.remedy]),
    ).values(),
  ].flatMap(alike);

/**
 * The ways in which failures looked, without their numbers: equal for failures that look alike in
 * all but those.
 */
export const lookOf = (failures: readonly ScenarioResult[]): string =>
  JSON.stringify(
    unique(
      failures.map((failure) =>
        JSON.stringify([
          failure.outcome,
          failure.recovery.observed,
          failure.recovery.remedy,
          [...messagesOf([failure])]
            .map(([name, said]) => [name, said.map(messageShape)])
            .toSorted(),
        ]),
      ),
    ).toSorted(),
  );
