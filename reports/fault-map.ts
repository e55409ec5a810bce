import type { Results, ScenarioResult } from '../harness/model/results.ts';
import { compareTargets, type ComparedScenario } from './compare.ts';
import { worstStanding, type Standing } from './text/standing.ts';

/** What became of the scenarios with one fault on one target. */
export interface FaultCell {
  readonly target: string;
  /** The worst of them; undefined when none was planned there. */
  readonly standing: Standing | undefined;
  /** How many there are of each standing. */
  readonly counts: Readonly<Partial<Record<Standing, number>>>;
  /** The first one with the worst standing, which is where to look. */
  readonly scenario: string | undefined;
  /** False when they ran and none of their requests met the fault. */
  readonly met: boolean;
}

export interface FaultRow {
  readonly fault: string;
  /** One for each target, in the order of the results. */
  readonly cells: readonly FaultCell[];
}

/** The faults of one theme, by name. */
export interface FaultTheme {
  readonly theme: string;
  readonly rows: readonly FaultRow[];
}

type Told = Pick<Results, 'targets' | 'scenarios' | 'planned'>;

/** The faults of each scenario, as far as the results tell them. */
function faultsByScenario({ scenarios, planned = [] }: Told): ReadonlyMap<string, Set<string>> {
  const told = new Map<string, Set<string>>();
  const tell = (name: string, faults: readonly string[] | undefined): void => {
    if (faults !== undefined) told.set(name, new Set([...(told.get(name) ?? []), ...faults]));
  };
  for (const { name, injects } of planned) tell(name, injects);
  for (const { name, faults } of scenarios)
    tell(
      name,
      faults?.map(({ fault }) => fault),
    );
  return told;
}

function cellOf(fault: string, target: string, scenarios: readonly ComparedScenario[]): FaultCell {
  const here = scenarios.flatMap(({ name, cells }) =>
    cells
      .filter((cell) => cell.target === target)
      .flatMap(({ standing, attempts }) =>
        standing === undefined ? [] : [{ name, standing, attempts }],
      ),
  );
  const standing = worstStanding(here.map((one) => one.standing));
  const met = ({ faults }: ScenarioResult): readonly boolean[] =>
    (faults ?? []).filter((one) => one.fault === fault).map((one) => one.met);
  const meetings = here.flatMap(({ attempts }) => attempts).flatMap(met);
  return {
    target,
    standing,
    counts: Object.fromEntries(
      [...Map.groupBy(here, (one) => one.standing)].map(([word, all]) => [word, all.length]),
    ),
    scenario: here.find((one) => one.standing === standing)?.name,
    met: meetings.length === 0 || meetings.includes(true),
  };
}

/**
 * Every fault of a run on each of its targets, by theme.
 * @returns undefined when the results do not say which faults their scenarios have, because an
 * older harness wrote them
 */
export function faultMap(results: Told): readonly FaultTheme[] | undefined {
  const told = faultsByScenario(results);
  if (told.size === 0) return undefined;
  const compared = compareTargets(results);
  const faults = [...new Set([...told.values()].flatMap((names) => [...names]))].toSorted(
    (one, other) => one.localeCompare(other, 'en'),
  );
  const rows = faults.map((fault) => {
    const users = compared.filter(({ name }) => told.get(name)?.has(fault) === true);
    return { fault, cells: results.targets.map(({ id }) => cellOf(fault, id, users)) };
  });
  return [...Map.groupBy(rows, ({ fault }) => fault.split('/')[0] ?? fault)].map(
    ([theme, all]) => ({ theme, rows: all }),
  );
}
