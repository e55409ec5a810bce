import { patternOf } from '../model/baseline-pattern.ts';
import {
  BASELINE_TOPOLOGIES,
  speaksOf,
  type Baseline,
  type BaselineEntry,
  type SeenFailure,
} from '../model/baseline.ts';
import type { Results, ScenarioResult } from '../model/results.ts';
import { list, unique } from './views/words.ts';

type Topology = (typeof BASELINE_TOPOLOGIES)[number];

/** An entry of the baseline that is brought up to date; without `seen` it is of the old form. */
export type OldEntry = Omit<BaselineEntry, 'seen'> & { readonly seen?: BaselineEntry['seen'] };

export interface UpdateInput {
  readonly n8n: string;
  readonly old: readonly OldEntry[];
  readonly runs: readonly Results[];
}

export interface UpdatedBaseline {
  readonly baseline: Baseline;
  /** What changed, one line each. */
  readonly told: readonly string[];
  /** Entries of the old form that no run tried, so that nothing says how they look. */
  readonly missing: readonly string[];
}

/** A failure as it was seen, with patterns that fit it whatever its numbers are. */
function seenIn({ outcome, recovery, findings }: ScenarioResult): SeenFailure {
  const violated = findings.filter(({ verdict }) => verdict === 'violated');
  return {
    outcome,
    recovery: recovery.observed,
    ...(recovery.observed === 'after-remedy' && recovery.remedy !== undefined
      ? { remedy: recovery.remedy }
      : {}),
    violates: Object.fromEntries(
      violated.map(({ checker, message }) => [checker, patternOf(message)]),
    ),
  };
}

/** What the runs say of one scenario on one topology. */
interface Tried {
  readonly topology: Topology;
  readonly results: readonly ScenarioResult[];
  readonly seen: readonly SeenFailure[];
}

function triedIn({ n8n, runs }: UpdateInput, name: string): readonly Tried[] {
  return BASELINE_TOPOLOGIES.flatMap((topology) => {
    const results = runs.flatMap(({ targets, scenarios }) => {
      const here = new Set(
        targets.filter((one) => one.n8n === n8n && one.topology === topology).map(({ id }) => id),
      );
      return scenarios.filter(
        ({ name: other, target, verdict }) =>
          other === name && here.has(target) && (verdict === 'pass' || verdict === 'fail'),
      );
    });
    const seen = results.filter(({ verdict }) => verdict === 'fail').map(seenIn);
    const texts = unique(seen.map((one) => JSON.stringify(one)));
    const different = texts.map((text) => JSON.parse(text) as SeenFailure);
    return results.length === 0 ? [] : [{ topology, results, seen: different }];
  });
}

/** The entries of a scenario that follow from runs; topologies that look alike share one. */
function freshEntries(
  name: string,
  tried: readonly Tried[],
  old: readonly OldEntry[],
): BaselineEntry[] {
  const failing = tried.filter(({ seen }) => seen.length > 0);
  const alike = Map.groupBy(failing, ({ topology, seen }) =>
    JSON.stringify([seen, old.find((entry) => speaksOf(entry, topology))?.reason]),
  );
  return [...alike.values()].map((group) => {
    const [first] = group;
    const before =
      old.find((entry) => first !== undefined && speaksOf(entry, first.topology)) ?? old[0];
    const summary = first?.results.find(({ verdict }) => verdict === 'fail')?.summary ?? '';
    return {
      scenario: name,
      topologies: group.map(({ topology }) => topology),
      seen: [...(first?.seen ?? [])],
      reason: before?.reason ?? `Not explained yet: ${summary}`,
      ...(before?.link === undefined ? {} : { link: before.link }),
    };
  });
}

/** What is left of an entry for the topologies that no run tried. */
function restOf(entry: OldEntry, tried: readonly Tried[]): BaselineEntry[] {
  const left = (entry.topologies ?? BASELINE_TOPOLOGIES).filter(
    (one) => !tried.some(({ topology }) => topology === one),
  );
  return entry.seen === undefined || left.length === 0
    ? []
    : [{ ...entry, topologies: [...left], seen: entry.seen }];
}

function tell(name: string, tried: readonly Tried[], old: readonly OldEntry[]): string[] {
  const gone = tried.filter(
    ({ topology, seen }) => seen.length === 0 && old.some((entry) => speaksOf(entry, topology)),
  );
  const fresh = tried.filter(
    ({ topology, seen }) => seen.length > 0 && !old.some((entry) => speaksOf(entry, topology)),
  );
  const on = (some: readonly Tried[]): string => list(some.map(({ topology }) => topology));
  return [
    ...(gone.length === 0 ? [] : [`${name}: no longer fails on ${on(gone)}; taken out.`]),
    ...(fresh.length === 0
      ? []
      : [`${name}: new on ${on(fresh)}; write down the reason and a link.`]),
  ];
}

/**
 * Brings a baseline up to date with what runs have shown: entries for all that fails, with the
 * reasons and links they had, without what no longer fails. What the runs did not try stays.
 */
export function updateBaseline(input: UpdateInput): UpdatedBaseline {
  const { n8n, old } = input;
  const failing = input.runs.flatMap(({ scenarios }) =>
    scenarios.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name),
  );
  const names = unique([...old.map(({ scenario }) => scenario), ...failing]);
  const known: BaselineEntry[] = [];
  const told: string[] = [];
  const missing: string[] = [];
  for (const name of names) {
    const before = old.filter(({ scenario }) => scenario === name);
    const tried = triedIn(input, name);
    const fresh = freshEntries(name, tried, before);
    known.push(...fresh, ...before.flatMap((entry) => restOf(entry, tried)));
    told.push(...tell(name, tried, before));
    for (const { seen, topologies } of before)
      if (seen === undefined && !tried.some((one) => speaksOf({ topologies }, one.topology)))
        missing.push(`${name} on ${list(topologies ?? ['any topology'])}`);
  }
  return { baseline: { schemaVersion: 2, n8n, known }, told, missing };
}
