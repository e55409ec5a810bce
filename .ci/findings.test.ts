import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Baseline } from '../harness/model/baseline.ts';
import { findingProblems } from './finding-problems.ts';
import { findingRows, parseFinding, readFindings, type Finding } from './findings.ts';
import { readBaselines } from './known-failures.ts';
import { ourScenarios } from './our-scenarios.ts';

const root = join(import.meta.dirname, '..');

test('every known failure of the newest n8n has a finding, and every finding can be sent', async () => {
  const names = (await ourScenarios(root)).scenarios.map(({ name }) => name);
  const baselines = await readBaselines(root, names);
  expect(findingProblems(readFindings(root), { scenarios: names, baselines })).toEqual([]);
});

const HEAD = `title: Something goes wrong on refresh
scenarios: [a/first, a/second]
where:
  packages/core/src/oauth.ts: refresh
reported: not reported yet
`;
const TEXT = `### What happens
### Steps to reproduce
1. \`npx n8n-oauth-chaos run a/first --n8n 2.0.0 --baseline none\`
### Expected
### Instead
### Cause
### What would mend it
### Meanwhile
`;
const written = (head = HEAD, text = TEXT): Finding =>
  parseFinding('a-finding', `---\n${head}---\n${text}`);

const entry = (scenario: string, more: Partial<Baseline['known'][number]> = {}) => ({
  scenario,
  seen: [],
  reason: 'sample',
  ...more,
});

const NEWEST: Baseline = {
  schemaVersion: 2,
  n8n: '2.0.0',
  known: [entry('a/first'), entry('a/second')],
};
const OLDER: Baseline = { ...NEWEST, n8n: '1.0.0', known: [entry('a/first'), entry('a/third')] };
const KNOWN = {
  scenarios: ['a/first', 'a/second', 'a/third', 'a/fine'],
  baselines: [NEWEST, OLDER],
};

const problemsOf = (findings: readonly Finding[], known = KNOWN) =>
  findingProblems(findings, known);

test('a finding that explains its failures has no problems', () => {
  expect(problemsOf([written()])).toEqual([]);
});

test.each([
  ['another key', `${HEAD}versions: [2.0.0]\n`, /Unrecognized key: "versions"/],
  ['no scenario', HEAD.replace('[a/first, a/second]', '[]'), /at scenarios/],
  ['a file of no source', HEAD.replace('core/src/oauth.ts', 'core/dist/oauth.js'), /at where/],
  ['an issue of another project', HEAD.replace('not reported yet', 'https://e.org/1'), /reported/],
  ['a title of one word', HEAD.replace('Something goes wrong on refresh', 'Bug'), /at title/],
])('a head with %s is refused', (_what, head, message) => {
  expect(() => written(head)).toThrow(message);
});

test('a text without a head is refused', () => {
  expect(() => parseFinding('a-finding', TEXT)).toThrow(
    'Could not read the finding a-finding: it has no head between dashes.',
  );
});

test('a failure of the newest version needs exactly one finding', () => {
  const first = written(HEAD.replace(', a/second', ''));
  expect(problemsOf([first])).toEqual([
    'a/second, which fails on 2.0.0, is explained by no finding',
  ]);
  expect(problemsOf([written(), { ...first, slug: 'another' }])).toEqual([
    'a/first, which fails on 2.0.0, is explained by a-finding and another',
  ]);
});

test('a finding that no baseline knows is refused, one of an older version is not', () => {
  const of = (name: string) => ({ ...written(), scenarios: [...written().scenarios, name] });
  expect(problemsOf([of('a/third')])).toEqual([]);
  expect(problemsOf([of('a/fine')])).toEqual([
    'a-finding: a/fine is a known failure of no version',
  ]);
  expect(problemsOf([of('a/gone')])).toEqual(["a-finding: there is no scenario 'a/gone'"]);
  expect(problemsOf([of('a/first')])).toEqual(['a-finding: names a/first twice']);
});

test.each([
  ['another scenario', TEXT.replace('run a/first', 'run a/second'), "runs 'a/second', and not"],
  ['a version without it', TEXT.replace('2.0.0', '3.0.0'), 'runs on 3.0.0 single, where a/first'],
  ['a baseline', TEXT.replace(' --baseline none', ''), 'runs with a baseline, which excuses it'],
  ['no command', TEXT.replace(/^1.*$/m, ''), 'has no command that shows it'],
  ['no cause', TEXT.replace('### Cause\n', ''), 'has not the sections What happens,'],
  ['too many lines', `${TEXT}${'more\n'.repeat(40)}`, 'has 48 lines, which are more than 30'],
])('a text with %s is refused', (_what, text, problem) => {
  expect(problemsOf([written(HEAD, text)])).toEqual([
    expect.stringMatching(`^a-finding: ${problem}`),
  ]);
});

test('a command names the topology that a failure needs', () => {
  const queue: Baseline = {
    ...NEWEST,
    known: NEWEST.known.map((one) => ({ ...one, topologies: ['queue'] })),
  };
  const known = { ...KNOWN, baselines: [queue] };
  const inQueue = TEXT.replace('a/first --', 'a/first --topology queue --');
  expect(problemsOf([written()], known)).toEqual([
    'a-finding: runs on 2.0.0 single, where a/first is no known failure',
  ]);
  expect(problemsOf([written(HEAD, inQueue)], known)).toEqual([]);
});

test('a row tells the versions that fail, and how much of the finding does', () => {
  const issue = 'https://github.com/n8n-io/n8n/issues/12';
  const finding = written(HEAD.replace('not reported yet', issue));
  expect(findingRows([finding], KNOWN.baselines, () => 'a.family.ts')).toEqual([
    [
      '[Something goes wrong on refresh](a-finding.md)',
      '[`a/first`](../a.family.ts)',
      '2.0.0, 1.0.0 (1 of 2)',
      `[#12](${issue})`,
    ],
  ]);
});
