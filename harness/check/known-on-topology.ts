import type { BASELINE_TOPOLOGIES, BaselineEntry, SeenFailure } from '../model/baseline.ts';
import type { ScenarioResult } from '../model/results.ts';
import { differences, howItDiffers, isAlike } from './known-as.ts';
import { isFailure, leftUndecided, seenFailures } from './seen-failures.ts';
import { count, list, unique } from './views/words.ts';

export type Topology = (typeof BASELINE_TOPOLOGIES)[number];

/** An entry of the baseline that is brought up to date; without `seen` it is of the old form. */
export type OldEntry = Omit<BaselineEntry, 'seen'> & { readonly seen?: BaselineEntry['seen'] };

/** What an entry says of a scenario, wherever it fails. */
export type Known = Omit<BaselineEntry, 'scenario' | 'topologies'>;

/** What is known of a scenario on one topology, and what there is to tell of it. */
export interface KnownThere {
  readonly topology: Topology;
  readonly entries: readonly Known[];
  readonly told: readonly string[];
}

/** How a scenario was known and how it did on one topology. */
export interface Tried {
  readonly topology: Topology;
  /** The entries that speak of the topology. */
  readonly before: readonly OldEntry[];
  /** An entry of the scenario, of whatever topology, whose reason may be the same. */
  readonly elsewhere: OldEntry | undefined;
  /** Passes and failures; nothing else says anything. */
  readonly results: readonly ScenarioResult[];
  /** Its failures, and those on other topologies that look alike. */
  readonly alike: readonly ScenarioResult[];
  /** Forget how failures looked before. */
  readonly replace: boolean;
}

function known(
  from: Pick<OldEntry, 'reason' | 'link'>,
  seen: readonly SeenFailure[],
  isSometimes: boolean,
): Known {
  return {
    ...(isSometimes ? { sometimes: true } : {}),
    seen: [...seen],
    reason: from.reason,
    ...(from.link === undefined ? {} : { link: from.link }),
  };
}

/** The entries as they were, without those of the old form, which say nothing of looks. */
export const asBefore = (before: readonly OldEntry[]): readonly Known[] =>
  before.flatMap((entry) =>
    entry.seen === undefined ? [] : [known(entry, entry.seen, entry.sometimes === true)],
  );

/** What is left of a scenario that has not failed at all. */
function afterPasses({ topology, before, results, replace }: Tried): KnownThere {
  const kept = replace ? [] : before.filter(({ sometimes }) => sometimes === true);
  const stays = `did not fail in ${count(results.length, 'run')} on ${topology}; kept, for it fails only sometimes.`;
  return {
    topology,
    entries: asBefore(kept),
    told: [
      ...(kept.length > 0 ? [stays] : []),
      ...(before.length > kept.length ? [`no longer fails on ${topology}; taken out.`] : []),
    ],
  };
}

const undecidedOf = (ways: readonly SeenFailure[]): readonly string[] =>
  unique(ways.flatMap(({ undecided = [] }) => undecided));

/** A way to fail, with what failures that look like it left undecided, too. */
function widened(way: SeenFailure, failures: readonly ScenarioResult[]): SeenFailure {
  const like = failures.filter((failure) => isAlike(differences(way, failure)));
  const open = new Set(leftUndecided(like));
  const more = like
    .flatMap((failure) => differences(way, failure).undecided)
    .filter((checker) => open.has(checker));
  return more.length === 0
    ? way
    : { ...way, undecided: unique([...(way.undecided ?? []), ...more]).toSorted() };
}

/** Adds what is new to the ways of failing that are known, of which none is lost. */
function withAdded(tried: Tried, failures: readonly ScenarioResult[]): KnownThere {
  const { topology } = tried;
  const before = tried.before.map((entry) =>
    entry.seen === undefined
      ? entry
      : { ...entry, seen: entry.seen.map((way) => widened(way, failures)) },
  );
  const ways = before.flatMap(({ seen = [] }) => seen);
  const open = undecidedOf(ways).filter(
    (checker) => !undecidedOf(tried.before.flatMap(({ seen = [] }) => seen)).includes(checker),
  );
  const like = (one: SeenFailure, failure: ScenarioResult): boolean =>
    isAlike(differences(one, failure));
  const fresh = failures.filter((failure) => !ways.some((one) => like(one, failure)));
  const idle = ways.filter((one) => !failures.some((failure) => like(one, failure)));
  const [first] = fresh;
  const [main, ...others] = asBefore(before);
  const added = `fails on ${topology} in a way that was not known and was added: ${first === undefined ? '' : howItDiffers(ways, first)}.`;
  const leaves = `may leave ${list(open)} undecided on ${topology}; added.`;
  const notSeen = `${idle.length} of ${count(ways.length, 'known way')} to fail not seen on ${topology}; kept.`;
  return {
    topology,
    entries:
      main === undefined
        ? []
        : [{ ...main, seen: [...main.seen, ...seenFailures(fresh)] }, ...others],
    told: [
      ...(first === undefined ? [] : [added]),
      ...(open.length === 0 ? [] : [leaves]),
      ...(idle.length === 0 ? [] : [notSeen]),
    ],
  };
}

/** The failures in an entry of their own. */
function writtenAnew({ topology, before, elsewhere, alike }: Tried): KnownThere {
  const reason = `Not explained yet: ${alike[0]?.summary ?? ''}`;
  const told =
    before.length === 0
      ? `new on ${topology}; write down the reason and a link.`
      : `how it fails on ${topology} was written anew.`;
  const isMove = before.some(({ seen }) => seen === undefined);
  return {
    topology,
    entries: [known(before[0] ?? elsewhere ?? { reason }, seenFailures(alike), false)],
    told: isMove ? [] : [told],
  };
}

/**
 * What is known of a scenario on a topology after it was tried there. When only some of the runs
 * failed, it fails sometimes.
 */
export function knownOnTopology(tried: Tried): KnownThere {
  const { topology, before, results, replace } = tried;
  const failures = results.filter(isFailure);
  if (failures.length === 0) return afterPasses(tried);
  const isAnew = replace || asBefore(before).length === 0;
  const { entries, told } = isAnew ? writtenAnew(tried) : withAdded(tried, failures);
  if (failures.length === results.length) return { topology, entries, told };
  const was = !replace && before.some(({ sometimes }) => sometimes === true);
  const some = `failed in ${failures.length} of ${count(results.length, 'run')} on ${topology}, so that it fails sometimes.`;
  return {
    topology,
    entries: entries.map((entry) => ({ sometimes: true, ...entry })),
    told: was ? told : [...told, some],
  };
}
