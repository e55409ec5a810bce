import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CREDENTIAL_DEFAULTS } from '../model/credential-defaults.ts';
import { HarnessError } from '../model/error.ts';
import { samplePlan, sampleScenario } from '../testing/sample-scenario.ts';
import { vocabulary } from '../testing/vocabulary.ts';
import type { DefinedScenario } from './defined-scenario.ts';
import { planScenario } from './plan-scenario.ts';
import { validateScenario } from './validate-scenario.ts';

test('defaults are filled in', () => {
  expect(samplePlan()).toMatchObject({
    seed: 1,
    steps: [{ do: 'execute', times: 1 }],
    credentials: {
      main: {
        grant: 'authorization-code',
        authentication: 'header',
        expiredStatus: 401,
        scope: 'read',
      },
    },
    workflows: {
      main: {
        credential: 'main',
        plan: {
          template: 'http-request',
          items: 1,
          apiNodes: [{ calls: [{ method: 'GET' }] }],
          retryOnFail: null,
        },
      },
    },
    expect: { recovery: 'unaffected', withinMs: 30_000 },
    exclusive: false,
    remembered: false,
    requires: [],
  });
});

test('what the scenario says is kept', () => {
  const planned = samplePlan({
    credentials: { main: { scope: 'read write' }, bystander: { grant: 'client-credentials' } },
    workflows: {
      main: { use: 'http-request', items: 8, method: 'POST' },
      other: { use: 'http-request', credential: 'bystander', retryOnFail: { wait: '250ms' } },
    },
    expect: { recovery: 'automatic', within: '2m' },
  });
  expect(planned.credentials).toEqual({
    main: { ...CREDENTIAL_DEFAULTS, scope: 'read write' },
    bystander: { ...CREDENTIAL_DEFAULTS, grant: 'client-credentials' },
  });
  expect(planned.workflows['main']?.plan).toMatchObject({
    items: 8,
    apiNodes: [{ calls: [{ method: 'POST' }] }],
  });
  expect(planned.workflows['other']).toMatchObject({
    credential: 'bystander',
    plan: { retryOnFail: { maxTries: 3, waitMs: 250 } },
  });
  expect(planned.expect.withinMs).toBe(120_000);
});

test('a workflow with Retry On Fail is the same workflow otherwise', () => {
  const main = samplePlan({
    workflows: { main: { use: 'http-request', items: 8, method: 'POST' } },
  }).workflows['main'];
  expect(main?.withRetryOnFail({ maxTries: 4, waitMs: 1_500 })).toMatchObject({
    items: 8,
    apiNodes: [{ calls: [{ method: 'POST' }] }],
    retryOnFail: { maxTries: 4, waitMs: 1_500 },
  });
  expect(main?.plan.retryOnFail).toBeNull();
});

describe('what a plan needs', () => {
  const clock = [
    { do: 'execute' },
    { do: 'inject', fault: 'n8n/clock-ahead' },
    { do: 'execute' },
  ] as const;
  test.each<[string, Partial<DefinedScenario>, boolean, readonly string[]]>([
    ['nothing', {}, false, []],
    [
      'a fault of the provider',
      {
        plan: [
          { do: 'execute' },
          { do: 'inject', fault: 'clock/provider-ahead' },
          { do: 'execute' },
        ],
      },
      false,
      [],
    ],
    ['a fault of the target', { plan: clock }, true, ['skew-clock']],
    [
      'a pause for longer than a lock lives',
      {
        plan: [
          { do: 'execute' },
          { do: 'inject', fault: 'n8n/paused', options: { lock: 'expired' } },
          { do: 'execute' },
        ],
      },
      true,
      ['pause', 'sender', 'locks'],
    ],
    ['a restart', { remedies: ['reconnect', 'restart'] }, true, ['restart']],
    [
      'what it says itself',
      { requires: ['log', 'skew-clock'], plan: clock },
      true,
      ['log', 'skew-clock'],
    ],
  ])('%s', (_, part, exclusive, requires) =>
    expect(samplePlan(part)).toMatchObject({ exclusive, requires }),
  );
});

test('the same scenario and seed give the same plan, whatever the seed; the scenario is not touched', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 200 }),
      fc.constantFrom('GET', 'POST'),
      (seed, items, method) => {
        const scenario = sampleScenario({
          workflows: { main: { use: 'http-request', items, method } },
        });
        const before = JSON.stringify(scenario);
        const [one, other] = [
          planScenario(scenario, { seed, catalog: vocabulary }),
          planScenario(structuredClone(scenario), { seed, catalog: vocabulary }),
        ];
        expect(JSON.stringify(one)).toBe(JSON.stringify(other));
        expect(one.seed).toBe(seed);
        expect(JSON.stringify(scenario)).toBe(before);
      },
    ),
  );
});

describe('a scenario that makes no sense', () => {
  test('is told in the words that a file would be told in, with what may be meant', () => {
    const misspelt = {
      ...sampleScenario(),
      plan: [{ do: 'inject', fault: 'reply/field-missing' }],
    } as unknown as DefinedScenario;
    expect(() => planScenario(misspelt, { seed: 1, catalog: vocabulary })).toThrow(
      /plan\.0\.fault: 'reply\/field-missing' is not a fault; did you mean 'reply\/field-[a-z]+'/,
    );
  });

  const thrown = (part: object): unknown => {
    try {
      return planScenario({ ...sampleScenario(), ...part }, { seed: 1, catalog: vocabulary });
    } catch (error) {
      return error;
    }
  };

  test('is refused before anything starts, with everything that is wrong and where', () => {
    const error = thrown({ plan: [{ do: 'advance', by: 'soon' }], remedies: ['pray'] });
    expect(error).toBeInstanceOf(HarnessError);
    expect(error).toMatchObject({
      code: 'scenario-invalid',
      exitCode: 64,
      message: expect.stringMatching(
        /^Could not plan scenario theme\/example: plan\.0\.by: .*; remedies\.0: .*\.$/,
      ),
    });
  });

  test('is refused for sense once its shape is right', () => {
    expect(thrown({ plan: [{ do: 'advance', by: '1s' }] })).toMatchObject({
      code: 'scenario-invalid',
      message: expect.stringContaining('plan: executes nothing'),
    });
    expect(
      validateScenario(
        {
          ...sampleScenario(),
          workflows: { side: { use: 'http-request' } },
          plan: [{ do: 'execute', workflow: 'side' }],
        },
        vocabulary,
      ),
    ).toEqual({
      ok: false,
      issues: [],
      problems: [{ path: ['workflows'], message: expect.stringContaining("no 'main'") }],
    });
  });

  test('is a result, not an error, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (input) => !validateScenario(input, vocabulary).ok));
  });
});
