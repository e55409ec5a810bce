import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { faults } from '../../mock-provider/index.ts';
import { targetFaults } from '../faults/index.ts';
import { CAPABILITIES } from '../model/capability.ts';
import { vocabulary } from '../testing/vocabulary.ts';
import { scenarioSchema } from './scenario-schema.ts';

const schema = scenarioSchema(vocabulary);

const sound = {
  name: 'theme/example',
  title: 'An example',
  why: 'So that the tests have something to break.',
  workflows: { main: { use: 'http-request' } },
  plan: [{ do: 'execute' }],
  expect: { recovery: 'unaffected' },
};

const paths = (change: object): readonly string[] => {
  const result = schema.safeParse({ ...sound, ...change });
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'));
};

test('a sound scenario passes, with everything in it', () => {
  expect(paths({})).toEqual([]);
  expect(
    paths({
      links: ['https://example.com/'],
      guide: { cause: 'a', fix: 'b' },
      realm: { accessTokenTtl: '60s', refreshToken: { rotation: 'single-use' } },
      https: ['api'],
      named: ['token'],
      credentials: { main: { grant: 'pkce', authentication: 'body', scope: 'read' }, other: {} },
      workflows: {
        main: {
          use: 'http-request',
          items: 3,
          method: 'POST',
          retryOnFail: { maxTries: 2, wait: '1s' },
        },
      },
      plan: [
        { do: 'connect' },
        { do: 'execute', times: 2, concurrency: 2, workflow: 'main' },
        { do: 'inject', fault: 'token/throttled', options: { times: 2, retryAfter: null } },
        { do: 'rendezvous', requests: 2, at: 'token', within: '1s' },
        { do: 'advance', by: '1.5h' },
        { do: 'heal', fault: 'n8n/clock-ahead' },
        { do: 'observe', for: '5s' },
      ],
      remedies: [
        'reconnect',
        { remedy: 'edit-scope', scope: 'read' },
        { remedy: 'retry-on-fail', maxTries: 2, wait: '1s' },
        'retry-on-fail',
      ],
      expect: {
        recovery: 'after-remedy',
        remedy: 'reconnect',
        within: '10s',
        during: 'visible',
        without: { 'fault-was-met': 'there is no fault in here' },
      },
      nextExpiry: 'skip',
      requires: ['kill'],
    }),
  ).toEqual([]);
});

describe('refused, at the place where it is wrong', () => {
  const plan = (...steps: readonly unknown[]) => ({ plan: [{ do: 'execute' }, ...steps] });
  test.each<[string, object, string]>([
    ['a name without a theme', { name: 'example' }, 'name'],
    ['a name that is no folder and file', { name: 'Theme/../x' }, 'name'],
    ['a short title', { title: 'x' }, 'title'],
    ['an empty plan', { plan: [] }, 'plan'],
    ['an unknown step', plan({ do: 'explode' }), 'plan.1.do'],
    ['an unknown key in a step', plan({ do: 'execute', tmes: 2 }), 'plan.1'],
    ['no times at all', plan({ do: 'execute', times: 0 }), 'plan.1.times'],
    ['too much at once', plan({ do: 'execute', concurrency: 201 }), 'plan.1.concurrency'],
    ['a rendezvous of one', plan({ do: 'rendezvous', requests: 1 }), 'plan.1.requests'],
    ['an unknown fault', plan({ do: 'inject', fault: 'token/explodes' }), 'plan.1.fault'],
    ['an unknown fault to heal', plan({ do: 'heal', fault: 'token/explodes' }), 'plan.1.fault'],
    [
      'an option of another fault',
      plan({ do: 'inject', fault: 'token/slow', options: { retryAfter: '2s' } }),
      'plan.1.options',
    ],
    [
      'a wrong value of an option',
      plan({ do: 'inject', fault: 'token/unavailable', options: { status: 404 } }),
      'plan.1.options.status',
    ],
    [
      'a wrong option of a fault of the target',
      plan({ do: 'inject', fault: 'n8n/clock-ahead', options: { by: 3600 } }),
      'plan.1.options.by',
    ],
    ['a duration without a unit', plan({ do: 'advance', by: '60' }), 'plan.1.by'],
    ['a negative duration', plan({ do: 'advance', by: '-1s' }), 'plan.1.by'],
    ['a duration as a number', plan({ do: 'observe', for: 5 }), 'plan.1.for'],
    [
      'an unknown policy setting',
      { realm: { refreshToken: { rotaton: 'never' } } },
      'realm.refreshToken',
    ],
    ['an unknown template', { workflows: { main: { use: 'nothing' } } }, 'workflows.main.use'],
    [
      'an unknown option of a template',
      { workflows: { main: { use: 'http-request', itms: 3 } } },
      'workflows.main',
    ],
    [
      'a workflow name that is none',
      { workflows: { 'Main!': { use: 'http-request' } } },
      'workflows.Main!',
    ],
    [
      'an unknown grant',
      { credentials: { main: { grant: 'password' } } },
      'credentials.main.grant',
    ],
    // Which of its forms was meant is told where a file is read.
    ['edit-scope without a scope', { remedies: ['edit-scope'] }, 'remedies'],
    [
      'too many tries',
      { remedies: [{ remedy: 'retry-on-fail', maxTries: 9 }] },
      'remedies.0.maxTries',
    ],
    ['an unknown recovery', { expect: { recovery: 'magic' } }, 'expect.recovery'],
    [
      'a checker switched off without a reason',
      { expect: { recovery: 'none', without: { 'no-secret-leaked': '' } } },
      'expect.without.no-secret-leaked',
    ],
    ['an unknown capability', { requires: ['fly'] }, 'requires.0'],
    ['an unknown key', { workflow: {} }, ''],
  ])('%s', (_, change, path) => expect(paths(change)).toEqual([path]));
});

describe('as JSON Schema', () => {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const text = JSON.stringify(json);

  test.each([...faults, ...targetFaults].map(({ name, summary }) => [name, summary]))(
    'it offers %s, with its summary',
    (name, summary) => {
      expect(text).toContain(
        JSON.stringify({ type: 'string', const: name, description: summary }).slice(1, -1),
      );
    },
  );

  test.each([
    ...Object.keys(CAPABILITIES),
    ...Object.values(vocabulary).flatMap((known: readonly { readonly name: string }[]) =>
      known.map(({ name }) => name),
    ),
  ])('it offers %s', (name) => {
    expect(text).toContain(JSON.stringify(name));
  });

  test('it closes every object of the scenario itself', () => {
    expect(json).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['name', 'title', 'why', 'workflows', 'plan', 'expect'],
    });
  });
});
