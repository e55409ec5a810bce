import { globSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkers } from '../harness/check/checkers/index.ts';
import { checks as doctorChecks } from '../harness/doctor/checks/index.ts';
import { speaksOf } from '../harness/model/baseline.ts';
import type { Scenario } from '../harness/model/scenario.ts';
import { betterClients } from '../harness/testing/better-clients/index.ts';
import { wrongWorkers } from '../harness/testing/toy-queue/wrong-workers/index.ts';
import { wrongClients } from '../harness/testing/wrong-clients/index.ts';
import { workflows } from '../harness/workflows/index.ts';
import { faults, presets, type Preset } from '../mock-provider/index.ts';
import { coverage as combined } from '../scenarios/combination.family.ts';
import { ciExamples } from './ci-examples.ts';
import { clientRows } from './client-tables.ts';
import { coverageTables, ourCoverage } from './coverage-tables.ts';
import { decisionRows } from './decision-rows.ts';
import { findingRows, readFindings } from './findings.ts';
import { failsOn, knownFailureRows, readBaselines, withFailures } from './known-failures.ts';
import { licenceRows } from './licences.ts';
import { loadTables } from './load-tables.ts';
import { markdownTable as table } from './markdown-table.ts';
import { ourScenarios } from './our-scenarios.ts';
import { combinedLast, pairRows } from './pair-rows.ts';
import { reporterTable } from './reporter-table.ts';
import { ROOMS, type Room } from './rooms.ts';
import { wordRows } from './said-in.ts';
import { staleNumbers, type Facts } from './stale-numbers.ts';
import { stepTables } from './step-tables.ts';
import { targetTables } from './target-tables.ts';
import { witnessTable } from './witness-table.ts';

/**
 * Generates the tables in the docs from the code, and the files for CI in `examples/ci`. `node
 * .ci/docs.ts` writes them; `--check` reports which are out of date. Either way it tells which
 * numbers in the docs the code contradicts.
 */
const root = join(import.meta.dirname, '..');

const expected = ({ expect }: Scenario): string =>
  expect.remedy === undefined ? expect.recovery : `${expect.recovery}: ${expect.remedy}`;

const counted = ({ facts }: Preset, confidence: string): string =>
  String(facts.filter((fact) => fact.confidence === confidence).length);

const code = (texts: readonly string[]): string => texts.map((text) => `\`${text}\``).join(', ');

function mayImport({ path, may, mayTypes = [] }: Room): string {
  if (path === '.ci') return 'everything';
  const types = mayTypes.length === 0 ? [] : [`types of ${code(mayTypes)}`];
  return [...(may.length === 0 ? [] : [code(may)]), ...types].join('; ') || 'nothing of ours';
}

const using = (template: string): readonly Scenario[] =>
  combinedLast(scenarios).filter((scenario) =>
    Object.values(scenario.workflows).some(({ use }) => use === template),
  );

/** The scenarios that use a template; of many, the first and how many. */
function usersOf(template: string): string {
  const names = using(template).map(({ name }) => name);
  const more = names.length - MOST_USERS;
  const named = names.slice(0, MOST_USERS).map((name) => withFailures(name, fails));
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const MISTAKE = ['Client', 'What it does wrong', 'Caught by', 'In'];

/** So many scenarios are named in a row. */
const MOST_USERS = 4;

const { scenarios, byDefault, fileOf, linkTo } = await ourScenarios(root);
const baselines = await readBaselines(
  root,
  scenarios.map(({ name }) => name),
);

const fails = failsOn(baselines);
const plans = stepTables(scenarios, fails);
const covered = await ourCoverage(root, scenarios);

interface Table {
  readonly file: string;
  readonly text: string;
}

const TABLES: Readonly<Record<string, Table>> = {
  scenarios: {
    file: 'scenarios/README.md',
    text: table(
      ['Scenario', 'What happens', 'Must end as'],
      scenarios.map((scenario) => [linkTo(scenario.name), scenario.title, expected(scenario)]),
    ),
  },
  ...(await loadTables(root)),
  ...coverageTables(covered, baselines, linkTo),
  words: {
    file: 'scenarios/README.md',
    text: table(
      ['Word', 'What it is', 'Scenarios', 'Known failures in them on'],
      wordRows(scenarios, fails, linkTo),
    ),
  },
  combinations: {
    file: 'scenarios/README.md',
    text: table(['What becomes of a pair of values', 'Pairs'], pairRows(combined)),
  },
  guide: {
    file: 'scenarios/README.md',
    text: table(
      ['Cause', 'Fix', 'Scenario'],
      scenarios.flatMap(({ guide, name }) =>
        guide === undefined ? [] : [[guide.cause, guide.fix, `\`${name}\``]],
      ),
    ),
  },
  workflows: {
    file: 'harness/workflows/README.md',
    text: table(
      ['Template', 'What it is', 'Scenarios'],
      workflows.map(({ name, summary }) => [`[\`${name}\`](${name}.ts)`, summary, usersOf(name)]),
    ),
  },
  steps: {
    file: 'harness/plan/README.md',
    text: table(['Step', 'For example', 'Scenarios'], plans.steps),
  },
  meanwhile: {
    file: 'scenarios/README.md',
    text: table(['While an exchange is held', 'Written', 'Scenarios'], plans.meanwhile),
  },
  'known-failures': {
    file: 'scenarios/README.md',
    text: table(
      ['n8n', 'Scenario', 'Topologies', 'What it does'],
      knownFailureRows(baselines, linkTo),
    ),
  },
  findings: {
    file: 'scenarios/findings/README.md',
    text: table(
      ['Finding', 'Minimal scenario', 'Known to fail on', 'Reported'],
      findingRows(readFindings(root), baselines, fileOf),
    ),
  },
  faults: {
    file: 'mock-provider/README.md',
    text: table(
      ['Fault', 'What happens', 'Acts on', 'Options'],
      faults.map(({ name, summary, actsOn, options }) => [
        `\`${name}\``,
        summary,
        actsOn,
        Object.keys(options.shape)
          .map((option) => `\`${option}\``)
          .join(', ') || '–',
      ]),
    ),
  },
  presets: {
    file: 'mock-provider/README.md',
    text: table(
      ['Preset', 'Provider', 'Facts confirmed', 'secondary', 'unverified', 'Variants'],
      presets.map((preset: Preset) => [
        `[\`${preset.name}\`](policy/presets/${preset.name}.ts)`,
        preset.title,
        counted(preset, 'confirmed'),
        counted(preset, 'secondary'),
        counted(preset, 'unverified'),
        (preset.variants ?? []).map(({ name }) => `\`${name}\``).join(', ') || '–',
      ]),
    ),
  },
  ...targetTables,
  licences: {
    file: 'LICENCES.md',
    text: table(['Licence', 'Packages', 'Which'], licenceRows(root)),
  },
  ...reporterTable,
  rooms: {
    file: 'ARCHITECTURE.md',
    text: table(
      ['Room', 'What it holds', 'Door', 'May import'],
      ROOMS.map((room) => [
        code([room.path]) + (room.planned === true ? ' (planned)' : ''),
        room.holds,
        code(room.doors ?? []),
        mayImport(room),
      ]),
    ),
  },
  'wrong-clients': {
    file: 'harness/testing/README.md',
    text: table(MISTAKE, await clientRows(root, 'wrong-clients', wrongClients)),
  },
  'better-clients': {
    file: 'harness/testing/README.md',
    text: table(
      ['Client', 'What it does'],
      await clientRows(root, 'better-clients', betterClients),
    ),
  },
  'wrong-workers': {
    file: 'harness/testing/README.md',
    text: table(MISTAKE, await clientRows(root, 'toy-queue/wrong-workers', wrongWorkers)),
  },
  'doctor-checks': {
    file: 'harness/doctor/README.md',
    text: table(
      ['Check', 'Looks for', 'Otherwise', 'Shown by'],
      doctorChecks.map(({ name, looksFor, why, scenario }) => [
        `[\`${name}\`](checks/${name}.ts)`,
        looksFor,
        why,
        `\`${scenario}\``,
      ]),
    ),
  },
  witnesses: witnessTable(),
  checkers: {
    file: 'harness/check/README.md',
    text: table(
      ['Checker', 'Invariant', 'Why'],
      checkers.map(({ name, invariant, basis }) => [
        `[\`${name}\`](checkers/${name}.ts)`,
        invariant,
        basis,
      ]),
    ),
  },
};

const check = process.argv.includes('--check');

/**
 * Tables for which the scenarios have to be run. They are written with `--runs` only; the self-test
 * tells when they are not true.
 */
const RUN_TABLES: Readonly<Record<string, Table>> = process.argv.includes('--runs')
  ? {
      decisions: {
        file: 'harness/check/README.md',
        text: table(['Checker', 'Decides something in'], await decisionRows()),
      },
    }
  : {};

function wrong(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
for (const name of plans.unused) wrong(`scenarios: no scenario uses '${name}'.`);
for (const [name, { file, text }] of Object.entries({ ...TABLES, ...RUN_TABLES })) {
  const path = join(root, file);
  const before = await readFile(path, 'utf8').catch(() => '');
  const marked = new RegExp(`(<!-- table:${name} -->\n)[\\s\\S]*?(<!-- /table -->)`);
  if (!marked.test(before)) {
    wrong(
      `Could not update ${file}: it has no place for the table '${name}' (<!-- table:${name} --> … <!-- /table -->).`,
    );
    continue;
  }
  const after = before.replace(
    marked,
    (_all, begin: string, end: string) => `${begin}${text}\n${end}`,
  );
  if (after === before) continue;
  if (check) wrong(`${file}: the table '${name}' is out of date; run: npm run docs`);
  else await writeFile(path, after);
}

for (const { file, text } of ciExamples) {
  const path = join(root, file);
  if ((await readFile(path, 'utf8').catch(() => '')) === text) continue;
  if (check) wrong(`${file} is not what init writes; run: npm run docs`);
  else await mkdir(dirname(path), { recursive: true }).then(() => writeFile(path, text));
}

for (const { name } of workflows)
  if (using(name).length === 0)
    wrong(`harness/workflows: no scenario uses the template '${name}'.`);

const facts: Facts = {
  scenarios: byDefault.size,
  presets: presets.length,
  known: new Map(
    baselines.map(({ n8n, known: all }) => {
      const known = all.filter(({ scenario }) => byDefault.has(scenario));
      const single = known.filter((entry) => speaksOf(entry, 'single')).length;
      return [n8n, { all: known.length, single }];
    }),
  ),
};
const PAGES = '{*.md,{.ci,compose,harness,image,mock-provider,reports,scenarios}/**/*.md}';
for (const file of globSync(PAGES, { cwd: root }))
  for (const told of staleNumbers(await readFile(join(root, file), 'utf8'), facts))
    wrong(`${file}: ${told}`);
