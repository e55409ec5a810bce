import { describe, expect, test } from 'vitest';
import { advance, connect, execute, heal, inject, observe } from '../index.ts';
import { checkPlan } from './check-plan.ts';
import type { DefinedScenario } from './defined-scenario.ts';

const scenario = (change: Partial<DefinedScenario>): DefinedScenario => ({
  name: 'theme/example',
  title: 'An example',
  why: 'So that the tests have something to break.',
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), inject('access-token/expired'), execute(1)],
  expect: { recovery: 'unaffected' },
  ...change,
});

const problems = (change: Partial<DefinedScenario>) =>
  checkPlan(scenario(change)).map(({ path, message }) => `${path.join('.')} ${message}`);

test('a sound plan has no problems', () => expect(problems({})).toEqual([]));

describe('refused', () => {
  test.each<[string, Partial<DefinedScenario>, RegExp]>([
    ['no execution at all', { plan: [advance('1s')] }, /^plan executes nothing/],
    [
      'a fault before the steady state',
      { plan: [inject('access-token/expired'), execute(1)] },
      /^plan\.0 injects a fault before any execution/,
    ],
    [
      'a fault that nothing follows',
      { plan: [execute(1), inject('access-token/expired'), heal()] },
      /^plan\.1 is followed by no execution/,
    ],
    [
      'an unknown credential',
      { workflows: { main: { use: 'http-request', credential: 'other' } } },
      /^workflows\.main\.credential names the credential 'other'/,
    ],
    [
      'connecting an unknown credential',
      { plan: [connect('other'), execute(1)] },
      /^plan\.0\.credential names/,
    ],
    [
      'connecting an unknown credential beside another',
      { plan: [connect('main', { beside: 'other' }), execute(1)] },
      /^plan\.0\.beside names/,
    ],
    [
      'connecting a credential beside itself',
      { plan: [connect('main', { beside: 'main' }), execute(1)] },
      /^plan\.0\.beside is the credential itself/,
    ],
    [
      'two connects at once that may fail',
      {
        credentials: { main: {}, other: {} },
        plan: [connect('main', { beside: 'other', mayFail: true }), execute(1)],
      },
      /^plan\.0\.mayFail does not go with beside/,
    ],
    [
      'an unknown workflow',
      { plan: [execute(1), observe({ for: '1s', workflow: 'other' })] },
      /^plan\.1\.workflow names the workflow 'other'/,
    ],
    [
      'a fault that runs an unknown workflow',
      { plan: [execute(1), inject('n8n/execute-command', { workflow: 'other' }), execute(1)] },
      /^plan\.1\.options\.workflow names the workflow 'other'/,
    ],
    [
      'a command that has nothing to start from',
      { plan: [execute(1), inject('n8n/execute-command'), execute(1)] },
      /^workflows\.main\.manualTrigger is not true/,
    ],
    [
      'healing what was never injected',
      { plan: [execute(1), heal('token/slow')] },
      /^plan\.1\.fault heals 'token\/slow'/,
    ],
    [
      'after-remedy without the remedy',
      { expect: { recovery: 'after-remedy' } },
      /^expect\.remedy is missing/,
    ],
    [
      'a remedy that is not tried',
      { expect: { recovery: 'after-remedy', remedy: 'reconnect' } },
      /^expect\.remedy is 'reconnect', which is not among/,
    ],
    [
      'a remedy with another recovery',
      { remedies: ['reconnect'], expect: { recovery: 'automatic', remedy: 'reconnect' } },
      /^expect\.remedy goes with/,
    ],
  ])('%s', (_name, change, message) =>
    expect(problems(change)).toEqual([expect.stringMatching(message)]),
  );
});

test('a fault may precede the steady state when the credential is connected under it', () => {
  expect(problems({ plan: [inject('refresh-token/missing'), connect(), execute(1)] })).toEqual([]);
});
