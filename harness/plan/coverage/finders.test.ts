import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { preset } from '../../../mock-provider/index.ts';
import type { DefinedScenario } from '../defined-scenario.ts';
import type { Finder } from './finder.ts';
import * as find from './finders.ts';
import { loadCoverage } from './load-coverage.ts';
import { measureCoverage } from './measure-coverage.ts';

const scenario: DefinedScenario = {
  name: 'throttle/two-on-one',
  title: 'Two workflows',
  why: 'It happens.',
  guide: { cause: 'Rate limit', fix: 'Retry On Fail: 3 tries' },
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'error' } },
  credentials: { main: { grant: 'pkce', client: 'public' }, other: {} },
  workflows: {
    main: { use: 'http-request', items: 4, retryOnFail: { maxTries: 3, wait: '5s' } },
    second: { use: 'pagination', by: 'item' },
    third: { use: 'http-request', credential: 'other' },
  },
  plan: [
    { do: 'execute', times: 2 },
    { do: 'inject', fault: 'token/throttled', options: { status: 503 } },
    { do: 'inject', fault: 'access-token/expired' },
    { do: 'execute', times: 1, concurrency: 2 },
    { do: 'inject', fault: 'access-token/expired' },
  ],
  remedies: ['reconnect', { remedy: 'edit-scope', scope: 'read' }],
  requires: ['workers'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', without: { connects: 'no need' } },
};

const FINDS: readonly (readonly [Finder, boolean])[] = [
  [find.fault('token/throttled'), true],
  [find.fault('token/throttled', { status: 503 }), true],
  [find.fault('token/throttled', { status: 429 }), false],
  [find.fault('wire/reset'), false],
  [find.anyFault('token/*'), true],
  [find.anyFault('wire/*'), false],
  [find.named('throttle/two-on-one'), true],
  [find.named('throttle/two*'), true],
  [find.named('throttle/two'), false],
  [find.template('pagination'), true],
  [find.template('pagination', { by: 'parameter' }), false],
  [find.workflow({ retryOnFail: { maxTries: 3 } }), true],
  [find.workflow({ retryOnFail: { maxTries: 2 } }), false],
  [find.workflowsOnOneCredential(2), true],
  [find.workflowsOnOneCredential(3), false],
  [find.step('execute', { concurrency: 2 }), true],
  [find.step('hold'), false],
  [find.repeated('access-token/expired', 2), true],
  [find.repeated('access-token/expired', 3), false],
  [find.credential({ grant: 'pkce' }), true],
  [find.credential({ grant: 'pkce', client: 'confidential' }), false],
  [find.realm({ refreshToken: { onReuse: 'error' } }), true],
  [find.realm({ refreshToken: { onReuse: 'revoke-family' } }), false],
  [find.needs('workers'), true],
  [find.needs('redis'), false],
  [find.guide('Rate limit', 'Retry'), true],
  [find.guide('Rate limit', 'Wait'), false],
  [find.guide('Rotation'), false],
  [find.remedy('edit-scope'), true],
  [find.remedy('recreate'), false],
  [find.expects({ recovery: 'after-remedy' }), true],
  [find.expects({ recovery: 'automatic' }), false],
  [find.judgedBy('fault-was-met'), true],
  [find.judgedBy('connects'), false],
];

test.each(FINDS.map(([finder, found]) => [finder.told, found, finder] as const))(
  '%s: %s',
  (_, found, finder) => expect(finder.finds(scenario)).toBe(found),
);

const NOTHING = { sections: [], verbs: {}, neverMet: [] };

test('a preset is used by a realm that behaves as it, also in a variant', () => {
  const usersOf = (realm: DefinedScenario['realm'] & {}) =>
    measureCoverage({ scenarios: [{ ...scenario, realm }], coverage: NOTHING }).presets.filter(
      ({ scenarios }) => scenarios.length > 0,
    );
  expect(usersOf(preset('atlassian'))).toMatchObject([{ name: 'atlassian' }]);
  expect(usersOf({ preset: 'google' })).toMatchObject([{ name: 'google' }]);
  expect(usersOf({ refreshToken: { rotation: 'single-use' } })).toEqual([]);
});

test('a fault counts a scenario once, and says why it is never met', () => {
  const { faults, byVerb, kinds } = measureCoverage({
    scenarios: [scenario],
    coverage: {
      ...NOTHING,
      verbs: { throttle: [find.anyFault('*/throttled')], wire: [find.anyFault('wire/*')] },
      neverMet: [{ fault: 'wire/reset', reason: 'No wire.' }],
    },
  });
  const named = (name: string) => faults.find((one) => one.name === name);
  expect(named('access-token/expired')).toEqual({
    name: 'access-token/expired',
    scenarios: [scenario.name],
  });
  expect(named('wire/reset')).toEqual({ name: 'wire/reset', scenarios: [], neverMet: 'No wire.' });
  expect(byVerb).toEqual({ throttle: 1, wire: 0 });
  expect(kinds).toEqual([{ name: scenario.name, theme: 'throttle', verbs: ['throttle'] }]);
});

test('a folder may say nothing about coverage', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
  try {
    expect(await loadCoverage(folder)).toEqual(NOTHING);
    mkdirSync(join(folder, 'coverage'));
    const data = { ...NOTHING, verbs: { rotation: [] } };
    writeFileSync(
      join(folder, 'coverage', 'index.js'),
      `export default ${JSON.stringify(data)};\n`,
    );
    expect(await loadCoverage(folder)).toEqual(data);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
