import type { History } from '../model/history.ts';
import type { NamedFinding } from './run-checkers.ts';

/**
 * The findings without what another version did wrong, on which the run began: that says nothing of
 * the one under test, and takes away a pass.
 */
export function ofThisVersion(
  history: History,
  findings: readonly NamedFinding[],
): readonly NamedFinding[] {
  const [exchange] = history.of('version');
  if (exchange === undefined) return findings;
  return findings.map((finding) =>
    finding.verdict === 'violated' && finding.evidence.every((n) => n < exchange.n)
      ? {
          ...finding,
          verdict: 'unknown',
          message: `Not of ${exchange.to}: ${exchange.from} did this before it was exchanged: ${finding.message}`,
        }
      : finding,
  );
}
