import {
  BASELINE_TOPOLOGIES,
  speaksOf,
  type Baseline,
  type BaselineEntry,
} from '../model/baseline.ts';
import type { Results, ScenarioResult } from '../model/results.ts';
import {
  asBefore,
  knownOnTopology,
  type KnownThere,
  type OldEntry,
  type Topology,
} from './known-on-topology.ts';
import { isFailure, lookOf } from './seen-failures.ts';
import { list, unique } from './views/words.ts';

export type { OldEntry } from './known-on-topology.ts';

export interface UpdateInput {
  readonly n8n: string;
  readonly old: readonly OldEntry[];
  readonly runs: readonly Results[];
  /** Forget how failures looked before, where the runs have tried them; reasons and links stay. */
  readonly replace?: boolean;
}

export interface UpdatedBaseline {
  readonly baseline: Baseline;
  /** What changed, one line each. */
  readonly told: readonly string[];
  /** Entries of the old form that no run tried, so that nothing says how they look. */
  readonly missing: readonly string[];
}

/** The results of a scenario on one topology that say something. */
const resultsOf = (
  { n8n, runs }: UpdateInput,
  name: string,
  topology: Topology,
): readonly ScenarioResult[] =>
  runs.flatMap(({ targets, scenarios }) => {
    const here = new Set(
      targets.filter((one) => one.n8n === n8n && one.topology === topology).map(({ id }) => id),
    );
    return scenarios.filter(
      (result) =>
        result.name === name &&
        here.has(result.target) &&
        (result.verdict === 'pass' || isFailure(result)),
    );
  });

const failuresOf = (results: readonly ScenarioResult[]): readonly ScenarioResult[] =>
  results.filter(isFailure);

/** What is known of a scenario on each topology after the runs. */
function knownEverywhere(
  input: UpdateInput,
  name: string,
  entries: readonly OldEntry[],
): readonly KnownThere[] {
  const each = BASELINE_TOPOLOGIES.map((topology) => {
    const results = resultsOf(input, name, topology);
    return { topology, results, look: lookOf(failuresOf(results)) };
  });
  return each.map(({ topology, results, look }) => {
    const before = entries.filter((entry) => speaksOf(entry, topology));
    if (results.length === 0) return { topology, entries: asBefore(before), told: [] };
    const same = each.filter((other) => other.look === look);
    return knownOnTopology({
      topology,
      before,
      elsewhere: entries[0],
      results,
      alike: same.flatMap((other) => failuresOf(other.results)),
      replace: input.replace === true,
    });
  });
}

/** The entries of a scenario: topologies on which the same is known share one. */
function entriesOf(
  scenario: string,
  there: readonly KnownThere[],
  before: readonly OldEntry[],
): readonly BaselineEntry[] {
  const each = there.flatMap(({ topology, entries }) =>
    entries.map((entry) => ({ topology, entry })),
  );
  const was = before.some(({ topologies }) => topologies === undefined);
  return [...Map.groupBy(each, ({ entry }) => JSON.stringify(entry)).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const everywhere = was && group.length === BASELINE_TOPOLOGIES.length;
    const topologies = group.map(({ topology }) => topology);
    return [{ scenario, ...(everywhere ? {} : { topologies }), ...first.entry }];
  });
}

/** Where entries of the old form were not tried by any run. */
const untried = (input: UpdateInput, name: string, before: readonly OldEntry[]): string[] =>
  before
    .filter(
      (entry) =>
        entry.seen === undefined &&
        !BASELINE_TOPOLOGIES.some(
          (topology) => speaksOf(entry, topology) && resultsOf(input, name, topology).length > 0,
        ),
    )
    .map(({ topologies }) => `${name} on ${list(topologies ?? ['any topology'])}`);

/**
 * Brings a baseline up to date with what runs have shown: entries for all that fails, with the
 * reasons and links they had, without what no longer fails. What the runs did not try stays, and so
 * does each way in which a failure is known to look.
 */
export function updateBaseline(input: UpdateInput): UpdatedBaseline {
  const { n8n, old } = input;
  const failing = input.runs.flatMap(({ scenarios }) =>
    scenarios.filter(isFailure).map(({ name }) => name),
  );
  const names = unique([...old.map(({ scenario }) => scenario), ...failing]);
  const each = names.map((name) => {
    const before = old.filter(({ scenario }) => scenario === name);
    const there = knownEverywhere(input, name, before);
    return {
      known: entriesOf(name, there, before),
      told: unique(there.flatMap(({ told }) => told)).map((text) => `${name}: ${text}`),
      missing: untried(input, name, before),
    };
  });
  return {
    baseline: { schemaVersion: 2, n8n, known: each.flatMap(({ known }) => known) },
    told: each.flatMap(({ told }) => told),
    missing: each.flatMap(({ missing }) => missing),
  };
}
