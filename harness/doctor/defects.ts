import { compare, gt, lte, valid } from 'semver';
import { baselineOn, type Baseline, type BaselineEntry } from '../model/baseline.ts';
import type { Outcome } from '../model/results.ts';
import type { Topology } from './snapshot/snapshot.ts';

/** A known failure of a version of n8n. */
export interface Defect {
  readonly scenario: string;
  readonly reason: string;
  readonly outcomes: readonly Outcome[];
  /** The version that was tried: the one that is asked about, or one of its neighbours. */
  readonly knownOn: string;
  /** False when it was seen on an older version alone, and may be mended in this one. */
  readonly certain: boolean;
  /** The version in which it is gone; undefined when it is in every newer version tried. */
  readonly gone: { readonly version: string; readonly exactly: boolean } | undefined;
}

/** What is known of the failures of versions of n8n. */
export interface Defects {
  /**
   * Known failures of a version; undefined when no version as old was tried on this topology.
   */
  of(version: string, topology: Topology): readonly Defect[] | undefined;
}

/** `Fixed in 2.30.0.`, as the reason of an entry says where it was looked for. */
const FIXED_IN = /\bFixed in (\d+\.\d+\.\d+)/;

/** Reads the defects of versions from baselines. */
export function defectsIn(baselines: readonly Baseline[]): Defects {
  const oldestFirst = baselines.toSorted((one, other) => compare(one.n8n, other.n8n));
  return {
    of(version, topology) {
      if (valid(version) === null || topology === 'unknown') return undefined;
      const tried = oldestFirst
        .filter((baseline) => triedOn(baseline, topology))
        .map((baseline) => baselineOn(baseline, topology));
      const nearest = tried.findLast(({ n8n }) => lte(n8n, version));
      return nearest?.known
        .map((entry) => defectOf(entry, nearest.n8n, { version, tried }))
        .filter(({ gone }) => gone === undefined || gt(gone.version, version));
    },
  };
}

/** Every version was tried as one process; on another topology where an entry names it. */
function triedOn({ known }: Baseline, topology: Topology): boolean {
  if (topology === 'single') return true;
  return known.some(({ topologies }) => topologies?.some((one) => one === topology));
}

interface Asked {
  readonly version: string;
  /** Oldest first, with what they say of the topology. */
  readonly tried: readonly Baseline[];
}

function defectOf(entry: BaselineEntry, nearest: string, { version, tried }: Asked): Defect {
  const { scenario } = entry;
  const told = FIXED_IN.exec(entry.reason)?.[1];
  const next = nearest === version ? undefined : tried.find(({ n8n }) => gt(n8n, version));
  const there = next?.known.find((one) => one.scenario === scenario);
  const newest = tried.at(-1);
  // Between the two, a version may have been tried with fewer scenarios: its silence says nothing.
  const isGone =
    newest !== undefined &&
    gt(newest.n8n, nearest) &&
    !newest.known.some((one) => one.scenario === scenario);
  const { reason, seen } = there ?? entry;
  return {
    scenario,
    reason,
    outcomes: [...new Set(seen.flatMap(({ outcome }) => outcome))],
    knownOn: there === undefined ? nearest : (next?.n8n ?? nearest),
    certain: nearest === version || told !== undefined || there !== undefined,
    gone:
      told !== undefined
        ? { version: told, exactly: true }
        : isGone
          ? { version: newest.n8n, exactly: false }
          : undefined,
  };
}
