import { HarnessError } from '../model/error.ts';
import type { PlannedRun, Results } from '../model/results.ts';
import { SCENARIO_NAME } from '../model/scenario.ts';
import { blobDamaged } from './blob-damaged.ts';
import type { Part } from './part.ts';
import { partName, partsByTarget, shardName, type TargetPart } from './shards.ts';

const refused = (message: string, hint: string): HarnessError =>
  new HarnessError('merge-refused', `Could not merge: ${message}.`, { hint, exitCode: 64 });

/** What has to be the same in all parts: how it is told, its value, and what to do. */
const SAME: readonly (readonly [string, (results: Results) => string, string])[] = [
  [
    'version of the harness',
    ({ run }) => run.harness,
    'Run all shards with the same version of oauth-chaos.',
  ],
  ['seed', ({ run }) => String(run.seed), 'Give all shards the same --seed.'],
  [
    'rules',
    ({ run: { rules } }) =>
      `${rules?.strict === true ? '--strict' : 'not --strict'}, ${rules?.allowFixed === true ? '--allow-fixed' : 'not --allow-fixed'}`,
    'Give all shards the same options.',
  ],
  [
    'workflow',
    ({ ownWorkflow }) => ownWorkflow?.asked.workflow ?? 'that of each scenario',
    'Give all shards the same --workflow.',
  ],
];

/**
 * Refuses parts that are no parts of one whole: what they found could not be told together.
 * @throws HarnessError `merge-refused`, which names two of them; `blob-damaged` of one that tells
 * what no run does (exit 64)
 */
export function checkParts(parts: readonly Part[]): void {
  const [first, ...others] = parts;
  if (first === undefined)
    throw refused('there is nothing to merge', 'Name the blobs, or the folders of the runs.');
  parts.forEach(checkNames);
  for (const [what, valueOf, hint] of SAME)
    for (const other of others)
      if (valueOf(first.results) !== valueOf(other.results))
        throw refused(
          `${first.shownAs} and ${other.shownAs} are of another ${what} each (${valueOf(first.results)}; ${valueOf(other.results)})`,
          hint,
        );
  const targets = partsByTarget(parts);
  for (const shards of targets.values()) checkShards(shards);
  checkSuites([...targets.values()].flatMap((shards) => shards[0] ?? []));
}

/** So long a name may be, in characters: folders of the merged run are made from them. */
const LONGEST_NAME = 200;

/**
 * Refuses names from which no folder of the merged run may be made, and results that would share
 * one. A part comes from elsewhere: somebody may have changed it.
 */
function checkNames({ shownAs, results }: Part): void {
  const targets = new Set<string>();
  for (const { id } of results.targets) {
    if (targets.has(id)) throw blobDamaged(shownAs, `it has two targets '${id}'`);
    targets.add(id);
  }
  const seen = new Set<string>();
  for (const { target, name, attempt } of results.scenarios) {
    if (!SCENARIO_NAME.test(name) || name.length > LONGEST_NAME)
      throw blobDamaged(
        shownAs,
        `${JSON.stringify(name.slice(0, LONGEST_NAME))} names no scenario`,
      );
    if (target.length > LONGEST_NAME) throw blobDamaged(shownAs, 'a target has too long a name');
    const key = JSON.stringify([target, name, attempt]);
    if (seen.has(key)) throw blobDamaged(shownAs, `it has two results of ${name} on ${target}`);
    seen.add(key);
  }
}

function checkShards(shards: readonly TargetPart[]): void {
  const [first, ...others] = shards;
  if (first === undefined) return;
  for (const other of others) {
    const two = `${first.part.shownAs} and ${other.part.shownAs}`;
    if (factsOf(first) !== factsOf(other))
      throw refused(
        `what ${two} call ${first.target} is not the same n8n`,
        'Give all shards the same n8n, topology, settings and baseline.',
      );
    if (first.count > 1 && other.count > 1 && first.count !== other.count)
      throw refused(
        `${partName(first)} and ${partName(other)} are shards of different wholes`,
        'Merge the shards of one run only.',
      );
    if (first.whole !== other.whole && wholeOf(first.whole) !== wholeOf(other.whole))
      throw refused(
        `${two} are of different suites`,
        'Give all shards the same scenarios, --suite and --repeat.',
      );
  }
  checkTwice(shards);
}

/** Of runs of everything, only the very same one twice is a mistake of whoever merges. */
function checkTwice(shards: readonly TargetPart[]): void {
  const seen = new Map<string, TargetPart>();
  for (const one of shards) {
    const key = one.count > 1 ? shardName(one) : one.part.results.run.id;
    const other = seen.get(key);
    if (other !== undefined)
      throw refused(
        `${other.part.shownAs} and ${one.part.shownAs} are the same ${one.count > 1 ? `shard (${shardName(one)} on ${one.target})` : `run (${key})`}`,
        'Leave one of them out. A job that was tried again leaves a blob each time.',
      );
    seen.set(key, one);
  }
}

/** Different targets have the same suite, unless they belong to projects. */
function checkSuites(targets: readonly TargetPart[]): void {
  const [first, ...others] = targets.filter((one) => targetOf(one)?.project === undefined);
  const suite = (one: TargetPart): string => namesOf(one.whole);
  for (const other of others)
    if (first !== undefined && suite(first) !== suite(other))
      throw refused(
        `${first.part.shownAs} and ${other.part.shownAs} are of different suites`,
        `Give ${first.target} and ${other.target} the same scenarios.`,
      );
}

const targetOf = ({ part, target }: TargetPart) =>
  part.results.targets.find(({ id }) => id === target);

/** What makes a target the same on several machines; the version of Node need not be. */
function factsOf(one: TargetPart): string {
  const target = targetOf(one);
  if (target === undefined) return '';
  const { n8n, topology, driver, workers, overrides, settings = {}, baseline } = target;
  const sorted = (of: Readonly<Record<string, string>>) =>
    Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    n8n,
    topology,
    driver,
    workers,
    sorted(overrides),
    sorted(settings),
    baseline,
  ]);
}

const wholeOf = (runs: readonly PlannedRun[]): string =>
  runs
    .map(({ name, attempt }) => `${name}\n${attempt}`)
    .sort()
    .join('\n');

const namesOf = (runs: readonly PlannedRun[]): string =>
  [...new Set(runs.map(({ name }) => name))].sort().join('\n');
