import { expect, test } from 'vitest';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { changedClient } from '../testing/changed-client.ts';
import { fakeTarget } from '../testing/fake-target.ts';
import { runSuiteForTest } from '../testing/run-suite-for-test.ts';

const shared: readonly Partial<DefinedScenario>[] = Array.from({ length: 8 }, (_, index) => ({
  name: `shared/${index}`,
  plan: [{ do: 'execute', times: 2 }],
  nextExpiry: 'skip',
}));
const alone: readonly Partial<DefinedScenario>[] = ['a', 'b', 'c'].map((name) => ({
  name: `alone/${name}`,
  plan: [{ do: 'execute' }, { do: 'inject', fault: 'n8n/clock-ahead' }, { do: 'execute' }],
}));

/** A target with room for a second n8n; tells which start ran which scenarios at the same time. */
function watchedTarget(fails?: number) {
  const ran: string[] = [];
  let most = 0;
  const target = fakeTarget({
    hasRoomForSecond: true,
    start(count) {
      if (count === fails) throw new Error('No port is free.');
      let running = 0;
      return changedClient((original) => ({
        async createCredential(request) {
          const scenario = request.name.split(' ')[0] ?? '';
          ran.push(`${scenario} on ${count}`);
          running += scenario.startsWith('alone/') ? 1 : 0;
          most = Math.max(most, running);
          return original.createCredential(request);
        },
        async deleteCredential(id) {
          running = 0;
          return original.deleteCredential(id);
        },
      }));
    },
  });
  return { target, ran, mostAlone: () => most };
}

const passed = (verdicts: readonly string[]) => verdicts.filter((one) => one.endsWith(' 1 pass'));

test('what needs an n8n to itself begins on a second one, while the others share the first', async () => {
  const { target, ran, mostAlone } = watchedTarget();
  const { verdicts, results } = await runSuiteForTest({
    scenarios: [...shared, ...alone],
    targets: [target],
  });
  expect(passed(verdicts)).toHaveLength(11);
  expect(results.exitCode).toBe(0);
  expect(target.life.toSorted()).toEqual(['start 1', 'start 2', 'stop 1', 'stop 2']);
  expect(ran).toContain('alone/a on 2');
  expect(ran.filter((one) => one.startsWith('shared/') && one.endsWith('on 2'))).toEqual([]);
  expect(mostAlone()).toBe(1);
});

test('when the second does not start, everything runs on the first, and that is told', async () => {
  const { target, ran } = watchedTarget(2);
  const { verdicts, progress, rejected } = await runSuiteForTest({
    scenarios: [...shared, ...alone],
    targets: [target],
  });
  expect(rejected).toBeUndefined();
  expect(passed(verdicts)).toHaveLength(11);
  expect(ran.filter((one) => !one.endsWith('on 1'))).toEqual([]);
  expect(progress.flatMap((event) => (event.kind === 'note' ? [event.text] : []))).toEqual([
    'Scenarios that need an n8n to themselves run after the others: a second n8n did not start. No port is free.',
  ]);
});

test.each([
  ['there is too little for it to do', { scenarios: [...shared, ...alone.slice(0, 1)] }],
  ['there is little beside it', { scenarios: [...shared.slice(0, 7), ...alone] }],
  ['one scenario at a time is wanted', { scenarios: [...shared, ...alone], parallel: 1 }],
])('none is started when %s', async (_, suite) => {
  const { target } = watchedTarget();
  const { verdicts } = await runSuiteForTest({ ...suite, targets: [target] });
  expect(passed(verdicts)).toHaveLength(suite.scenarios.length);
  expect(target.life).toEqual(['start 1', 'stop 1']);
});

test('none is started where the machine has no room for it', async () => {
  const target = fakeTarget();
  await runSuiteForTest({ scenarios: [...shared, ...alone], targets: [target] });
  expect(target.life).toEqual(['start 1', 'stop 1']);
});
