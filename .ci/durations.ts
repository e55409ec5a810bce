import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resultsSchema } from '../harness/model/results.ts';
import { loadDurations } from '../harness/plan/durations.ts';
import { loadScenarios } from '../harness/plan/load-scenarios.ts';

/**
 * `npm run durations -- RUN…`: writes scenarios/durations.json, by which shards are balanced, from
 * stored runs. The newest say counts: what these runs did not run keeps its number, and what is no
 * scenario any more is dropped.
 */
const root = join(import.meta.dirname, '..');
const folder = join(root, 'scenarios');

const seconds = new Map<string, number[]>();
for (const run of process.argv.slice(2)) {
  const path = existsSync(join(run, 'results.json')) ? join(run, 'results.json') : run;
  for (const { name, verdict, durationMs } of resultsSchema.parse(
    JSON.parse(readFileSync(path, 'utf8')),
  ).scenarios)
    if (verdict !== 'skipped')
      seconds.set(name, [...(seconds.get(name) ?? []), durationMs / 1_000]);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Number((sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(1));
}

const before = loadDurations(folder);
const rows = (await loadScenarios(folder)).flatMap(({ name }) => {
  const now = seconds.get(name);
  const known = now === undefined ? before[name] : median(now);
  return known === undefined ? [] : [[name, known] as const];
});
const file = join(folder, 'durations.json');
await writeFile(file, `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`);
process.stdout.write(`${rows.length} scenarios in ${file}\n`);
