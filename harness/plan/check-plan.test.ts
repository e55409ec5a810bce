import { describe, expect, test } from 'vitest';
import {
  advance,
  begin,
  changePolicy,
  connect,
  execute,
  finish,
  heal,
  hold,
  inject,
  observe,
  release,
} from '../index.ts';
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
      'a fault of refresh tokens where there are none',
      {
        credentials: { main: { grant: 'client-credentials' } },
        plan: [execute(1), inject('refresh-token/revoked'), execute(1)],
      },
      /^plan\.1\.fault needs a refresh token, and no credential here has one/,
    ],
    [
      'a fault of the way to an authorization that nobody goes',
      { plan: [execute(1), inject('callback/state-missing'), execute(1)], remedies: [] },
      /^plan\.1\.fault is followed by no connect/,
    ],
    [
      'an upgrade that is taken back before it was made',
      { plan: [execute(1), inject('n8n/rolled-back'), execute(1)] },
      /^plan\.1\.fault takes back an upgrade that was not made/,
    ],
    [
      'an upgrade after an upgrade',
      { plan: [execute(1), inject('n8n/upgraded'), inject('n8n/upgraded'), execute(1)] },
      /^plan\.2\.fault upgrades an n8n that has been upgraded/,
    ],
    [
      'upgrades that begin on several versions',
      {
        plan: [
          execute(1),
          inject('n8n/upgraded', { from: 'older-minor' }),
          inject('n8n/rolled-back'),
          inject('n8n/upgraded', { from: 'older-major' }),
          execute(1),
        ],
      },
      /^plan\.3\.options\.from is 'older-major'; the first upgrade begins on 'older-minor'/,
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
      'a hold that nothing can meet',
      { plan: [execute(1), hold('refresh', { at: 'after-commit' }), release()] },
      /^plan\.1 is released before anything was begun that it could hold/,
    ],
    [
      'waiting for what is held',
      {
        plan: [execute(1), hold('refresh', { at: 'after-commit' }), begin(1), finish(), release()],
      },
      /^plan\.3 waits for executions while a request is held/,
    ],
    [
      'a hold at the end of the plan',
      { plan: [execute(1), begin(1), finish(), hold('refresh', { at: 'after-commit' })] },
      /^plan\.3 is never released/,
    ],
    [
      'a second hold beside the first one',
      {
        plan: [
          execute(1),
          hold('refresh', { at: 'after-commit' }),
          begin(1),
          hold('api-call', { at: 'before-commit' }),
          begin(1),
          release(),
          finish(),
        ],
      },
      /^plan\.3 holds another exchange while one is held/,
    ],
    [
      'a hold of an unknown credential',
      {
        plan: [
          execute(1),
          hold('refresh', { at: 'after-commit', credential: 'other' }),
          begin(1),
          release(),
          finish(),
        ],
      },
      /^plan\.1\.credential names the credential 'other'/,
    ],
    [
      'a hold that executions do not meet',
      {
        plan: [
          execute(1),
          hold('code-exchange', { at: 'after-commit' }),
          begin(1),
          release(),
          finish(),
        ],
      },
      /^plan\.1 is released before anything was begun that it could hold/,
    ],
    [
      'a moment that a call of the API does not have',
      { plan: [execute(1), hold('api-call', { at: 'after-save' }), begin(1), release(), finish()] },
      /^plan\.1\.at is no moment of the call of the API, which can be held before-commit,/,
    ],
    [
      'a change that leaves no policy',
      { plan: [execute(1), changePolicy({ requiredScope: 'admin' }), execute(1)] },
      /^plan\.1\.to\.requiredScope is not among `scopes`/,
    ],
    ['releasing what is not held', { plan: [execute(1), release()] }, /^plan\.1 releases nothing/],
    [
      'waiting for what was not begun',
      { plan: [execute(1), finish()] },
      /^plan\.1 waits for nothing/,
    ],
    [
      'executions that nobody waits for',
      { plan: [execute(1), begin(2)] },
      /^plan\.1 begins what no later step waits for/,
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
