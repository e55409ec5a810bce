import { expect, it } from 'vitest';
import type { DefinedScenario } from '../../plan/defined-scenario.ts';
import { planScenario } from '../../plan/plan-scenario.ts';
import { sampleScenario } from '../../testing/sample-scenario.ts';
import { vocabulary } from '../../testing/vocabulary.ts';
import { putInPlace } from './put-in-place.ts';
import { ownSample } from './testing/own-sample.ts';

const planned = (main: DefinedScenario['workflows'][string], more: object = {}) =>
  planScenario(sampleScenario({ workflows: { main, ...more } }), { seed: 1, catalog: vocabulary });

it('replaces the main workflow, and adds the credentials that it uses', () => {
  const own = ownSample();
  const plain = planned({ use: 'http-request' }, { second: { use: 'http-request' } });
  const { fitting, leftOut } = putInPlace([plain], own);
  expect(leftOut).toEqual([]);
  const [scenario] = fitting;
  expect(Object.keys(scenario?.credentials ?? {})).toEqual(['main', 'hubspot-account']);
  expect(scenario?.workflows['main']).toMatchObject({
    credential: 'main',
    alsoUses: ['hubspot-account'],
    plan: own.plan,
  });
  expect(scenario?.workflows['second']?.plan.template).toBe('http-request');
});

it('switches Retry On Fail on for the nodes that call, as a remedy', () => {
  const own = ownSample();
  const { fitting } = putInPlace([planned({ use: 'http-request' })], own);
  const plan = fitting[0]?.workflows['main']?.withRetryOnFail({ maxTries: 2, waitMs: 100 });
  const retrying = plan?.n8n.nodes.filter(({ retryOnFail }) => retryOnFail === true);
  expect(retrying?.map(({ name }) => name)).toEqual(own.plan.apiNodes.map(({ name }) => name));
  expect(plan?.retryOnFail).toEqual({ maxTries: 2, waitMs: 100 });
});

it.each([
  [{ use: 'http-request', items: 4 }, /needs 4 items/],
  [{ use: 'http-request', method: 'POST', body: 'multipart' }, /its own: body "multipart"/],
  [{ use: 'two-nodes' }, /about the workflow template two-nodes/],
] as const)('leaves out what does not fit: %j', (main, because) => {
  const { fitting, leftOut } = putInPlace([planned(main)], ownSample());
  expect(fitting).toEqual([]);
  expect(leftOut[0]?.because).toMatch(because);
});

it('strikes main alone, where a fault can', () => {
  const plan = planScenario(
    sampleScenario({
      plan: [
        { do: 'execute' },
        { do: 'inject', fault: 'access-token/expired' },
        { do: 'inject', fault: 'token/unavailable' },
        { do: 'execute' },
      ],
    }),
    { seed: 1, catalog: vocabulary },
  );
  const [scenario] = putInPlace([plan], ownSample()).fitting;
  expect(scenario?.steps[1]).toMatchObject({ options: { client: 'main' } });
  expect(scenario?.steps[2]).not.toHaveProperty('options');
  expect(scenario?.words[1]).toContain('client: main');
});
