import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import { expect, test } from 'vitest';
import { checkers } from '../../check/checkers/index.ts';
import { STARVED } from '../../check/views/machine-starved.ts';
import { decided, decidesOnlyElsewhere, ONLY_ELSEWHERE } from '../decisions.ts';
import { judgeScenario, scenariosForReferenceClients } from '../judge-scenario.ts';
import { betterClientRuns, passes } from './better-client-runs.ts';
import { expectPass } from './expect-pass.ts';

/** How many runs of the correct client share a processor; they mostly wait. */
const AT_ONCE = 32;

/**
 * One run of the correct client in every scenario. It has to pass, and it tells which better
 * clients would do anything of their own there.
 */
const runs = await pMap(
  await scenariosForReferenceClients(),
  async (scenario) => ({ scenario, run: await judgeScenario('correct', scenario) }),
  { concurrency: AT_ONCE },
);

test.each(runs.map(({ scenario, run }) => [scenario.name, run] as const))(
  'the correct client passes %s',
  (_, run) => {
    expect(run.summary).not.toBe('');
    expectPass(run);
  },
);

test.concurrent.each(runs.flatMap(({ scenario, run }) => betterClientRuns(scenario, run.history)))(
  'the better client %s passes %s',
  passes,
);

test('no witness tells of a failure of the correct client where there is none', () => {
  const alarmed = runs.filter(({ run }) =>
    run.witnessed?.witnesses.some(({ falseAlarms }) => falseAlarms !== undefined),
  );
  expect(alarmed.map(({ scenario }) => scenario.name)).toEqual([]);
});

test('the list of executions shows each execution of the correct client that fails', () => {
  const failures = runs.flatMap(({ run }) => run.witnessed?.failures ?? []);
  const failed = failures.filter(({ what }) => what.startsWith('An execution failed'));
  expect(failed.length).toBeGreaterThan(0);
  const unlisted = failed.filter(
    ({ shown }) => !shown.some(({ witness }) => witness === 'execution-list'),
  );
  expect(unlisted).toEqual([]);
});

test('every checker decides something about the correct client', () => {
  const all = runs.flatMap(({ run }) => run.findings).filter(decided);
  const idle = checkers.filter(({ name }) => !all.some(({ checker }) => checker === name));
  expect(idle.map(({ name }) => name)).toEqual(ONLY_ELSEWHERE.map(({ checker }) => checker));
});

/** What to do when the table of the docs is out of date. */
const REWRITE = 'run: npm run docs -- --runs';

test('the table of the docs says where', async () => {
  const found = new Map(runs.map(({ scenario, run }) => [scenario.name, run.findings]));
  const page = await readFile(join(import.meta.dirname, '../../check/README.md'), 'utf8');
  const rows = /<!-- table:decisions -->\n([\s\S]*?)<!-- \/table -->/.exec(page)?.[1] ?? '';
  const told = rows.split('\n').flatMap((row) => {
    const [checker, ...names] = [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    return names.map((scenario) => ({ checker, scenario }));
  });
  const untrue = told
    .filter(({ checker }) => !decidesOnlyElsewhere(checker ?? ''))
    .filter(({ checker, scenario }) => {
      const finding = found.get(scenario ?? '')?.find((one) => one.checker === checker);
      return finding === undefined || !(decided(finding) || finding.message.includes(STARVED));
    });
  expect(untrue, REWRITE).toEqual([]);
  expect(new Set(told.map(({ checker }) => checker)).size, REWRITE).toBe(checkers.length);
});
