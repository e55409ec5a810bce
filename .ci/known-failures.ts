import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { rcompare } from 'semver';
import { checkers } from '../harness/check/checkers/index.ts';
import { readBaseline } from '../harness/cli/arguments/read-baseline.ts';
import type { Baseline } from '../harness/model/baseline.ts';

/**
 * Baselines of n8n versions, the newest first.
 * @param root folder of the project
 * @param scenarios names that a baseline may have
 */
export async function readBaselines(
  root: string,
  scenarios: readonly string[],
): Promise<readonly Baseline[]> {
  const folder = join(root, 'scenarios', 'baselines');
  const all = (await readdir(folder)).map(
    (file) => readBaseline(join(folder, file), file, { checkers, scenarios }).baseline,
  );
  return all.toSorted((a, b) => rcompare(a.n8n, b.n8n));
}

/** The versions of n8n that a scenario is known to fail on, by its name. */
export type FailsOn = (scenario: string) => readonly string[];

/** A scenario's name, and the versions of n8n that it is known to fail on. */
export function withFailures(scenario: string, fails: FailsOn): string {
  const versions = fails(scenario);
  return `\`${scenario}\`${versions.length === 0 ? '' : ` (fails on ${versions.join(' and ')})`}`;
}

/** The versions of n8n that a scenario is known to fail on. */
export const failsOn =
  (baselines: readonly Baseline[]): FailsOn =>
  (scenario) =>
    baselines
      .filter(({ known }) => known.some((entry) => entry.scenario === scenario))
      .map(({ n8n }) => n8n);

/** The table of known failures: every entry of every baseline. */
export const knownFailureRows = (
  baselines: readonly Baseline[],
  linkTo: (scenario: string) => string,
): readonly (readonly string[])[] =>
  baselines.flatMap(({ n8n, known }) =>
    known.map(({ scenario, topologies = ['all'], reason, link }) => [
      n8n,
      linkTo(scenario),
      topologies.join(', '),
      link === undefined ? reason : `${reason} ([more](${link}))`,
    ]),
  );
