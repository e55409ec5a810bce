import type { Checker } from '../model/checker.ts';
import { holds, unknown, type Finding } from '../model/finding.ts';
import type { History } from '../model/history.ts';
import type { CheckerName } from './checkers/index.ts';

/** A finding with the name of its checker: one that comes with us, or one of the user's own. */
export type NamedFinding = Finding & { readonly checker: CheckerName | (string & {}) };

/** True when the checker of that name judges safety, or recovery, as asked. */
export const isAbout = (name: string, about: Checker['judges'], all: readonly Checker[]): boolean =>
  all.some((checker) => checker.name === name && checker.judges === about);

function findingOf(checker: Checker, history: History): Finding {
  const reason = history.head?.expect.without?.[checker.name];
  if (reason !== undefined) return holds(`Not applicable: ${reason}`);
  try {
    const finding = checker.check(history);
    return finding.verdict === 'holds' && !history.complete
      ? unknown(
          `The run did not come to its end. Up to there: ${finding.message}`,
          finding.evidence,
        )
      : finding;
  } catch (cause) {
    return unknown(
      `The checker itself failed: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}

/**
 * Runs every checker over a history. A checker that the scenario switches off `holds`, with the
 * scenario's reason. A checker that throws is `unknown`. When the history is cut off, no checker
 * `holds`, because a later event might have violated the invariant. Evidence is sorted and contains
 * only events that exist.
 */
export function runCheckers(
  checkers: readonly Checker[],
  history: History,
): readonly NamedFinding[] {
  const numbers = new Set(history.events.map(({ n }) => n));
  return checkers.map((checker) => {
    const finding = findingOf(checker, history);
    const evidence = [...new Set(finding.evidence)]
      .filter((n) => numbers.has(n))
      .toSorted((one, other) => one - other);
    return { checker: checker.name, ...finding, evidence };
  });
}
