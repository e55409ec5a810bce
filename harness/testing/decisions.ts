import { checkers, type CheckerName } from '../check/checkers/index.ts';
import { decidedNothing, type Finding } from '../model/finding.ts';
import { referenceTarget } from '../reference-clients/reference-target.ts';
import { WarnsOfLostSave } from './database-clients/warns-of-lost-save.ts';
import { judgeOn, scenarioNamed, scenariosForReferenceClients } from './judge-scenario.ts';

/**
 * What only another kind of correct client can meet: the checker that decides something then, the
 * scenario, and the client.
 */
export const ONLY_ELSEWHERE = {
  checker: 'lost-save-is-told',
  scenario: 'database/read-only-at-save',
  target: () => referenceTarget('warns-of-lost-save', () => new WarnsOfLostSave()),
} as const;

/** True for a finding with which something was decided: the invariant holds, or is violated. */
export const decided = (finding: Pick<Finding, 'verdict' | 'evidence'>): boolean =>
  (finding.verdict === 'holds' || finding.verdict === 'violated') && !decidedNothing(finding);

/** The longest time an execution may take. */
const DEADLINE_MS = 25_000;
/** So many scenarios at a time: they wait more than they compute. */
const AT_A_TIME = 8;

/**
 * For each checker the scenarios in which it decides something about a client that is right, in
 * the order of the scenarios.
 */
export async function decisions(): Promise<ReadonlyMap<CheckerName, readonly string[]>> {
  const scenarios = await scenariosForReferenceClients();
  const found = new Map<string, readonly Finding[]>();
  const queue = [...scenarios];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { findings } = await judgeOn(referenceTarget(), next, DEADLINE_MS);
      found.set(next.name, findings);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  const elsewhere = await judgeOn(
    ONLY_ELSEWHERE.target(),
    await scenarioNamed(ONLY_ELSEWHERE.scenario),
    DEADLINE_MS,
  );
  const names = [...scenarios.map(({ name }) => name), ONLY_ELSEWHERE.scenario];
  found.set(ONLY_ELSEWHERE.scenario, elsewhere.findings);
  return new Map(
    checkers.map(({ name }, index) => [
      name,
      names.filter((scenario) => {
        const finding = found.get(scenario)?.[index];
        return finding !== undefined && decided(finding);
      }),
    ]),
  );
}
