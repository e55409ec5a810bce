import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { summarise } from '../harness/check/totals.ts';
import { History } from '../harness/model/history.ts';
import { readHistory } from '../harness/store/read-history.ts';
import { readRun } from '../harness/store/read-run.ts';
import { SymptomCollection } from '../harness/symptoms/derive/collect-symptoms.ts';
import { ourScenarios } from './our-scenarios.ts';

/**
 * `npm run symptoms -- RUN…`: writes scenarios/symptoms.json, which `oauth-chaos explain` answers
 * from, from the folders of runs on real n8n; a run that still goes on counts as far as it is. Runs
 * that prove nothing are left out. Tells which texts it knows no cause of.
 */
const root = join(import.meta.dirname, '..');
const PROVES: ReadonlySet<string> = new Set(['pass', 'fail']);

const collection = new SymptomCollection();
for (const folder of process.argv.slice(2)) {
  const { results, scenarios } = readRun(resolve(folder), summarise);
  const targets = new Map(
    results.targets
      .filter(({ driver }) => driver !== 'reference-client')
      .map((one) => [one.id, one]),
  );
  for (const { target, historyPath, result } of scenarios) {
    const on = targets.get(target);
    if (on === undefined || historyPath === undefined || result === undefined) continue;
    if (!PROVES.has(result.verdict)) continue;
    const history = new History(readHistory(historyPath).events);
    collection.add({ n8n: on.n8n, topology: on.topology, history, result });
  }
}
const { byDefault } = await ourScenarios(root);
const symptoms = collection.symptoms((name) => byDefault.has(name));
if (symptoms.symptoms.length === 0) {
  process.stderr.write('Could not write the symptoms: give at least one folder of a run.\n');
  process.exitCode = 64;
} else {
  const file = join(root, 'scenarios', 'symptoms.json');
  await writeFile(file, `${JSON.stringify(symptoms, null, 2)}\n`);
  for (const [text, where] of collection.unexplained)
    process.stdout.write(`No cause: ${text}\n  ${[...where].slice(0, 5).join(', ')}\n`);
  for (const { n8n, scenarios, failures, unexplained } of symptoms.recorded)
    process.stdout.write(
      `n8n ${n8n}: ${scenarios} scenarios, ${failures} failures, ${unexplained} without a known cause\n`,
    );
  process.stdout.write(`${symptoms.symptoms.length} texts in ${file}\n`);
}
