import { expect, test } from 'vitest';
import { defineScenario, execute, heal, inject } from './index.ts';

const scenario = defineScenario({
  name: 'theme/example',
  title: 'An example',
  why: 'So that the compiler has something to check.',
  workflows: { main: { use: 'http-request' } },
  plan: [execute(), inject('token/slow'), inject('n8n/killed'), heal('n8n/killed')],
  remedies: ['restart', 'retry-on-fail', { remedy: 'edit-scope', scope: 'read' }],
  expect: {
    recovery: 'after-remedy',
    remedy: 'restart',
    without: { 'fault-was-met': 'there is no fault in here' },
  },
});

test('the compiler knows every name of a scenario and its options', () => {
  expect([
    // @ts-expect-error no such fault
    inject('token/slwo'),
    // @ts-expect-error an option of another fault
    inject('token/slow', { retryAfter: '2s' }),
    // @ts-expect-error no such option of a fault of the target
    inject('n8n/clock-ahead', { bye: '1h' }),
    // @ts-expect-error no such fault
    heal('n8n/kiled'),
    // @ts-expect-error no such checker
    defineScenario({ ...scenario, expect: { recovery: 'none', without: { 'fault-met': 'x' } } }),
    // @ts-expect-error no such remedy
    defineScenario({ ...scenario, expect: { recovery: 'after-remedy', remedy: 'pray' } }),
    // @ts-expect-error no such remedy
    defineScenario({ ...scenario, remedies: ['pray'] }),
    // @ts-expect-error a remedy that needs to be told a scope
    defineScenario({ ...scenario, remedies: ['edit-scope'] }),
    // @ts-expect-error a remedy that is told nothing
    defineScenario({ ...scenario, remedies: [{ remedy: 'reconnect' }] }),
    // @ts-expect-error a misspelt option of a remedy
    defineScenario({ ...scenario, remedies: [{ remedy: 'edit-scope', scpe: 'read' }] }),
  ]).toHaveLength(10);
});
