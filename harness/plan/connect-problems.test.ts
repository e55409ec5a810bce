import { expect, test } from 'vitest';
import { beginConnect, connect, execute, finishConnect } from '../index.ts';
import { connectProblems } from './connect-problems.ts';
import type { DefinedScenario } from './defined-scenario.ts';

const problems = (change: Partial<DefinedScenario>) =>
  connectProblems({
    name: 'theme/example',
    title: 'An example',
    why: 'So that the tests have something to break.',
    workflows: { main: { use: 'http-request' } },
    plan: [execute(1)],
    expect: { recovery: 'unaffected' },
    ...change,
  }).map(({ path, message }) => `${path.join('.')} ${message}`);

test('two connects may overlap, and what is tried may be judged', () => {
  expect(
    problems({
      plan: [
        beginConnect('main', { as: 'one', mayFail: true }),
        beginConnect('main', { as: 'other' }),
        finishConnect('one'),
        finishConnect('other'),
        beginConnect('main', { as: 'one' }),
        finishConnect('one'),
      ],
      expect: { recovery: 'unaffected', connect: ['connected', 'refused'] },
    }),
  ).toEqual([]);
});

test.each<[string, Partial<DefinedScenario>, RegExp]>([
  [
    'a begin of an unknown credential',
    { plan: [beginConnect('other'), finishConnect()] },
    /^plan\.0\.credential names the credential 'other'/,
  ],
  ['a begin without a finish', { plan: [beginConnect()] }, /^plan\.0 begins 'main'/],
  ['a finish without a begin', { plan: [finishConnect('x')] }, /^plan\.0\.as finishes 'x'/],
  [
    'a second begin of the same name',
    { plan: [beginConnect(), beginConnect(), finishConnect()] },
    /^plan\.1\.as is 'main', which is begun already/,
  ],
  [
    'an outcome of connects that nobody tries',
    { plan: [connect(), execute(1)], expect: { recovery: 'unaffected', connect: 'refused' } },
    /^expect\.connect is about connects that the plan tries/,
  ],
])('refuses %s', (_, change, message) => {
  expect(problems(change)).toEqual([expect.stringMatching(message)]);
});
