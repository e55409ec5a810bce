import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkers } from '../../check/checkers/index.ts';
import { STARVED } from '../../check/views/machine-starved.ts';
import { decided, ONLY_ELSEWHERE } from '../decisions.ts';
import {
  judgeScenario,
  scenarioNamed,
  scenariosForReferenceClients,
  type JudgedRun,
} from '../judge-scenario.ts';
import { wrongClients, type WrongClient, type WrongClientName } from '../wrong-clients/index.ts';
import { speedMistakes } from '../wrong-clients/speed/index.ts';
import { expectPass } from './expect-pass.ts';

const scenarios = await scenariosForReferenceClients();
/** The findings about the correct client, by scenario. */
const found = new Map<string, JudgedRun['findings']>();
const wrong = Object.entries<WrongClient>(wrongClients);

/**
 * The harness tests itself: the correct client passes every scenario, and each mistake is found by
 * the checker that exists for it.
 */
test.concurrent.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  'the correct client passes %s',
  async (_, scenario) => {
    const run = await judgeScenario('correct', scenario);
    expect(run.summary).not.toBe('');
    found.set(scenario.name, run.findings);
    expectPass(run);
  },
);

/** True for a mistake that shows only as a time, or as something that did not come in time. */
const takesTime = (name: string): boolean =>
  name in speedMistakes ||
  ['waits-for-ever', 'raises-no-alarm', 'overlooks-error-workflow', 'stops-the-schedule'].includes(
    name,
  );

async function isCaught(name: string, { caughtBy, caughtIn }: WrongClient): Promise<void> {
  const run = await judgeScenario(
    name as WrongClientName,
    await scenarioNamed(caughtIn),
    name === 'waits-for-ever' ? 1_000 : undefined,
  );
  expect(run.violated).toContain(caughtBy);
  expect(run.verdict).toBe('fail');
}

test.concurrent.each(wrong.filter(([name]) => !takesTime(name)))('%s is caught', isCaught);

// On a machine that is starved at the moment nobody can tell whether a client is slow.
test.concurrent.each(wrong.filter(([name]) => takesTime(name)))(
  '%s is caught as soon as the machine is quiet enough',
  { retry: 5 },
  isCaught,
);

test('every checker decides something about the correct client', () => {
  const all = [...found.values()].flat().filter(decided);
  const idle = checkers.filter(({ name }) => !all.some(({ checker }) => checker === name));
  expect(idle.map(({ name }) => name)).toEqual([ONLY_ELSEWHERE.checker]);
});

/** What to do when the table of the docs is out of date. */
const REWRITE = 'run: npm run docs -- --runs';

test('the table of the docs says where', async () => {
  const page = await readFile(join(import.meta.dirname, '../../check/README.md'), 'utf8');
  const rows = /<!-- table:decisions -->\n([\s\S]*?)<!-- \/table -->/.exec(page)?.[1] ?? '';
  const told = rows.split('\n').flatMap((row) => {
    const [checker, ...names] = [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    return names.map((scenario) => ({ checker, scenario }));
  });
  const untrue = told
    .filter(({ checker }) => checker !== ONLY_ELSEWHERE.checker)
    .filter(({ checker, scenario }) => {
      const finding = found.get(scenario ?? '')?.find((one) => one.checker === checker);
      return finding === undefined || !(decided(finding) || finding.message.includes(STARVED));
    });
  expect(untrue, REWRITE).toEqual([]);
  expect(new Set(told.map(({ checker }) => checker)).size, REWRITE).toBe(checkers.length);
});
