import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError } from '../harness/model/error.ts';
import { DEFAULT_SUITE } from '../harness/plan/load-suites.ts';
import { planScenario } from '../harness/plan/plan-scenario.ts';
import {
  chooseSuite,
  orderSuite,
  type Choice,
  type ChooseOptions,
  type Need,
} from '../harness/testing/matrix/choose-suite.ts';
import { costsFrom, type Cost } from '../harness/testing/matrix/costs.ts';
import { makeMatrix } from '../harness/testing/matrix/make-matrix.ts';
import { catches, readMatrix, writeMatrix, type Matrix } from '../harness/testing/matrix/matrix.ts';
import { checkerNeeds, editNeeds, mustHaves } from '../harness/testing/matrix/needs.ts';
import { readOptions, type MatrixOptions } from '../harness/testing/matrix/options.ts';
import {
  CLIENT_HEAD,
  clientRows,
  SUITE_HEAD,
  suiteRows,
} from '../harness/testing/matrix/tables.ts';
import { edits } from '../harness/testing/sabotage/edits/index.ts';
import { allScenarios, scenariosOfSuite } from '../harness/testing/suites.ts';
import { vocabulary } from '../harness/testing/vocabulary.ts';
import { wrongClients } from '../harness/testing/wrong-clients/index.ts';
import { markdownTable } from './markdown-table.ts';

/**
 * `npm run suites`: which scenarios catch which wrong clients, and what the default suite gets for
 * its time. `--choose` makes a suite up from it.
 */
const root = join(import.meta.dirname, '..');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const PAGE = join(root, 'scenarios', 'suites.md');

async function matrixFor(options: MatrixOptions): Promise<Matrix> {
  if (existsSync(options.matrix) && !options.again) return readMatrix(options.matrix);
  const began = performance.now();
  let told = began;
  const matrix = await makeMatrix(options, (done, all) => {
    if (performance.now() - told < 30_000) return;
    told = performance.now();
    say(`${done} of ${all} pairs, ${Math.round((told - began) / 1000)} s`);
  });
  writeMatrix(options.matrix, matrix);
  say(`Wrote ${options.matrix} after ${Math.round((performance.now() - began) / 1000)} s`);
  return matrix;
}

const namesOf = async (suite: string): Promise<readonly string[]> =>
  (await scenariosOfSuite(suite)).map(({ name }) => name);

/** What a suite takes, by its scenarios. */
const total = (names: readonly string[], costs: ReadonlyMap<string, Cost>): string => {
  const seconds = names.reduce((sum, name) => sum + (costs.get(name)?.seconds ?? 0), 0);
  return `${names.length} scenarios, ${seconds.toFixed(1)} s`;
};

/** What more would catch clients that a suite catches once only. */
function secondCatches(
  chosen: readonly string[],
  clients: readonly Need[],
  secondsOf: ChooseOptions['secondsOf'],
): readonly Choice[] {
  const own = new Set(chosen);
  const must = new Map(chosen.map((name) => [name, 'chosen']));
  return chooseSuite({ needs: clients, must, secondsOf, times: 2 }).filter(
    ({ scenario }) => !own.has(scenario),
  );
}

async function suites(options: MatrixOptions): Promise<void> {
  const scenarios = await allScenarios();
  const plans = scenarios.map((one) => planScenario(one, { seed: 1, catalog: vocabulary }));
  const costs = costsFrom(options.costs, plans);
  const secondsOf = (name: string): number => costs.get(name)?.seconds ?? 0;
  const byDefault = await namesOf(DEFAULT_SUITE);
  const matrix = await matrixFor(options);
  const caught = catches(matrix, wrongClients);
  const clients: readonly Need[] = [...caught].map(([what, by]) => ({ what, by }));
  const must = new Map([
    ...mustHaves(await namesOf('smoke')),
    ...options.must.map((name) => [name, 'asked for'] as const),
  ]);
  const names = scenarios.map(({ name }) => name);
  const needs = [...clients, ...checkerNeeds(matrix), ...editNeeds(edits, names, options.sabotage)];
  const choosing = { needs, must, secondsOf };
  const choices = options.choose ? chooseSuite(choosing) : orderSuite(byDefault, choosing);
  const chosen = choices.map(({ scenario }) => scenario);
  say(`default: ${total(byDefault, costs)}; chosen: ${total(chosen, costs)}`);
  for (const { what, by } of needs)
    if (!by.some((name) => chosen.includes(name))) say(`Nothing here does: ${what}`);
  const suite = markdownTable(SUITE_HEAD, suiteRows(choices, costs));
  const more = markdownTable(
    SUITE_HEAD,
    suiteRows(secondCatches(chosen, clients, secondsOf), costs),
  );
  const each = markdownTable(CLIENT_HEAD, clientRows(caught, costs));
  say(`\n${suite}\n\nWhat would add most: second catches\n\n${more}\n\n${each}`);
  if (options.choose)
    say(
      `\n${chosen
        .toSorted()
        .map((name) => `    '${name}',`)
        .join('\n')}`,
    );
  const tried = `Of ${names.length} scenarios ${matrix.tried.length} were tried, with ${caught.size} wrong clients.`;
  if (options.write) await writeTables({ tried, suite, clients: each });
}

/** Writes tables between their marks in the page of the suites. */
async function writeTables(tables: Readonly<Record<string, string>>): Promise<void> {
  let text = await readFile(PAGE, 'utf8');
  for (const [name, table] of Object.entries(tables))
    text = text.replace(
      new RegExp(`(<!-- table:${name} -->\n)[\\s\\S]*?(<!-- /table -->)`),
      (_all, begin: string, end: string) => `${begin}${table}\n${end}`,
    );
  await writeFile(PAGE, text);
}

try {
  await suites(readOptions(process.argv.slice(2), root));
  process.exit(0);
} catch (error) {
  if (!(error instanceof HarnessError)) throw error;
  process.stderr.write(`${error.message}\n${error.hint ?? ''}\n`);
  process.exit(error.exitCode);
}
