import { expect, test } from 'vitest';
import { loadScenarios } from '../harness/plan/load-scenarios.ts';
import { planScenario } from '../harness/plan/plan-scenario.ts';
import { vocabulary } from '../harness/testing/vocabulary.ts';
import { workflows } from '../harness/workflows/index.ts';

const scenarios = await loadScenarios(import.meta.dirname);

test('there are at least twenty, each with a unique name', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(20);
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
});

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  '%s can be planned',
  (_name, scenario) => {
    const planned = planScenario(scenario, { seed: 1, catalog: vocabulary });
    expect(planned.steps.length).toBeGreaterThan(0);
  },
);

test('a wait is a duration like any other', () => {
  const template = workflows[0];
  const waitMs = (wait: '500ms' | '5s' | '1m') =>
    template.build(template.options.parse({ retryOnFail: { wait } })).retryOnFail?.waitMs;
  expect([waitMs('500ms'), waitMs('5s'), waitMs('1m')]).toEqual([500, 5_000, 60_000]);
});

test('with a Manual Trigger the items reach the API by either way', () => {
  const [template] = workflows;
  const built = (manualTrigger: boolean) =>
    template.build(template.options.parse({ items: 2, manualTrigger })).n8n;
  const types = ({ nodes }: ReturnType<typeof built>) =>
    nodes.map(({ type }) => String(type).replace('n8n-nodes-base.', ''));
  expect([types(built(false)), types(built(true))]).toEqual([
    ['webhook', 'splitOut', 'httpRequest', 'errorTrigger'],
    ['webhook', 'splitOut', 'manualTrigger', 'set', 'httpRequest', 'errorTrigger'],
  ]);
  expect(JSON.stringify(built(true).nodes)).toContain('by-hand-{{ $execution.id }}-2');
  expect(Object.keys(built(true).connections)).toEqual([
    'Webhook',
    'Split Out',
    'Manual Trigger',
    'Items',
  ]);
});

test('every cause of the guide is tried, with a fix', () => {
  const causes = new Set(
    scenarios.flatMap(({ guide }) => (guide === undefined ? [] : [guide.cause])),
  );
  expect([...causes].sort()).toEqual([
    'Clock drift',
    'Refresh token missing',
    'Refresh token revoked',
    'Rotation',
    'Scope mismatch',
    'Token endpoint rate limit',
  ]);
});
