import { checkers, type CheckerName } from '../check/checkers/index.ts';
import { decidedNothing, type Finding } from '../model/finding.ts';
import { referenceTarget } from '../reference-clients/reference-target.ts';
import { WarnsOfLostSave } from './database-clients/warns-of-lost-save.ts';
import { judgeOn, scenarioNamed, scenariosForReferenceClients } from './judge-scenario.ts';
import { queueTarget } from './toy-queue/queue-target.ts';

/**
 * What only another kind of correct client can meet: the checkers that decide something then, the
 * scenario, and the client; and whether the default suite has that scenario.
 */
export const ONLY_ELSEWHERE = [
  {
    checker: 'lost-save-is-told',
    scenario: 'database/read-only-at-save',
    target: () => referenceTarget('warns-of-lost-save', () => new WarnsOfLostSave()),
    inDefault: true,
  },
  {
    checker: 'calls-are-taken',
    scenario: 'upgrade/called-at-once-from-older-minor',
    target: () => queueTarget('single'),
    inDefault: false,
  },
] as const;

/** True for a checker that the usual correct client gives nothing to decide. */
export const decidesOnlyElsewhere = (name: string): boolean =>
  ONLY_ELSEWHERE.some(({ checker }) => checker === name);

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
  const names = scenarios.map(({ name }) => name);
  for (const { scenario, target } of ONLY_ELSEWHERE) {
    const { findings } = await judgeOn(target(), await scenarioNamed(scenario), DEADLINE_MS);
    names.push(scenario);
    found.set(scenario, findings);
  }
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
