import { policySchema } from '../../../mock-provider/index.ts';
import { summarise } from '../../check/totals.ts';
import { driverOf } from '../../n8n/index.ts';
import type { Coverage } from '../../plan/coverage/measure-coverage.ts';
import type { DefinedScenario } from '../../plan/defined-scenario.ts';
import type { PlannedScenario } from '../../plan/planned-scenario.ts';
import { describeStep } from '../../plan/steps/index.ts';
import { sampleResult, sampleTarget } from '../../store/testing/sample-results.ts';
import { joinedPlans } from '../../suite/joined-plans.ts';
import { planOf } from '../../suite/plan-of.ts';
import { stoppedBy } from '../../suite/stopped-by.ts';
import type { PartedSuite } from '../../suite/suite-options.ts';
import { loadOwnWorkflow } from '../../workflows/own/load-own-workflow.ts';
import { putInPlace } from '../../workflows/own/put-in-place.ts';
import type { Backend } from '../backend/backend.ts';
import { fakeInstaller, noSuchVersion } from './fake-installer.ts';
import { nothingKnown } from './nothing-known.ts';
import { sampleDiagnosis } from './sample-diagnosis.ts';

/** A scenario for tests; nothing here is ever run. */
export const sampleScenario = (name: string): DefinedScenario => ({
  name,
  title: `Title of ${name}`,
  why: 'Because it happens.',
  workflows: { main: { use: 'http-request' } },
  plan: [
    { do: 'execute', times: 2 },
    { do: 'inject', fault: 'access-token/expired' },
    { do: 'observe', for: '5s' },
  ],
  expect: { recovery: 'automatic' },
});

const samplePlan = (scenario: DefinedScenario, seed: number): PlannedScenario => ({
  scenario,
  seed,
  steps: scenario.plan,
  words: scenario.plan.map(describeStep),
  credentials: {},
  credentialTypes: {},
  workflows: {},
  expect: { ...scenario.expect, withinMs: 30_000 },
  exclusive: false,
  remembered: false,
  waitsMs: 0,
  atOnce: 1,
  requires: [],
  remedies: [],
});

export const sampleScenarios: readonly DefinedScenario[] = [
  'control/no-fault',
  'rotation/concurrent-refresh',
  'rotation/grace',
  'revocation/family-revoked',
].map(sampleScenario);

/** What they cover: two faults, one of which nobody uses. */
const sampleCoverage: Coverage = {
  scenarios: sampleScenarios.length,
  kinds: sampleScenarios.map(({ name }) => ({
    name,
    theme: name.replace(/\/.*/, ''),
    verbs: ['expiry'],
  })),
  byTheme: { control: 1, rotation: 2, revocation: 1 },
  byVerb: { revocation: 0, expiry: 4 },
  rows: [
    {
      section: 'What goes wrong',
      theme: 'life of tokens',
      what: 'An access token has expired',
      by: ['access-token/expired'],
      scenarios: sampleScenarios.map(({ name }) => name),
    },
    {
      section: 'What goes wrong',
      theme: 'wire',
      what: 'Slow name resolution',
      by: [],
      scenarios: [],
      open: 'No name is looked up.',
    },
  ],
  faults: [
    { name: 'access-token/expired', scenarios: sampleScenarios.map(({ name }) => name) },
    { name: 'wire/reset', scenarios: [] },
  ],
  presets: [{ name: 'acme', scenarios: ['rotation/grace'] }],
};

/** A suite in which every scenario passes immediately. */
export async function passingSuite({
  store,
  parts,
  onProgress,
  signal,
}: PartedSuite): ReturnType<Backend['runSuite']> {
  store.plan(joinedPlans(parts.map(planOf)));
  const runs = parts.flatMap(({ scenarios, targets, repeat }) =>
    targets.flatMap((target) =>
      Array.from({ length: repeat }, (_, index) =>
        scenarios.map(({ scenario }) => ({ target, name: scenario.name, attempt: index + 1 })),
      ).flat(),
    ),
  );
  const begun = new Set<string>();
  for (const [index, { target, name, attempt }] of runs.entries()) {
    if (!begun.has(target.id)) {
      store.addTarget(target.info);
      onProgress({ kind: 'ready', target: target.info, bootMs: 9_000 });
      begun.add(target.id);
    }
    if (signal.aborted) return store.end({ stopped: stoppedBy(undefined, signal) });
    const history = store.openHistory({ target: target.id, name, attempt });
    history.append({ n: 1, at: 0, type: 'end', reason: 'completed' });
    history.close();
    const result = sampleResult({
      name,
      target: target.id,
      attempt,
      history: history.relativePath,
    });
    store.finish(result);
    onProgress({ kind: 'scenario-end', result, done: index + 1, total: runs.length });
  }
  return store.end({});
}

/** A backend without side effects; a test passes in the parts that it is about. */
export function fakeBackend(part: Partial<Backend> = {}): Backend {
  return {
    harnessVersion: '0.1.0',
    useOwn: () => undefined,
    triedVersions: async () => [],
    catalog: async () => ({
      scenarios: sampleScenarios,
      suites: { full: sampleScenarios.map(({ name }) => name) },
      workflows: [],
      checkers: [],
      remedies: [],
    }),
    coverage: async () => sampleCoverage,
    advice: async () => [],
    faults: async () => [
      {
        name: 'token/throttled',
        summary: 'The token endpoint answers 429.',
        actsOn: 'token-endpoint',
        seenInTheWild: ['https://example.com/429'],
        options: {
          type: 'object',
          properties: { times: { type: 'integer', default: 3, description: 'how often' } },
        },
      },
    ],
    steps: async () => [
      {
        name: 'advance',
        summary: 'Moves the clock forward.',
        schema: {
          type: 'object',
          properties: { do: { const: 'advance' }, by: { type: 'string' } },
          required: ['do', 'by'],
        },
      },
      { name: 'inject', summary: 'Puts a fault in force.', schema: { anyOf: [] } },
    ],
    presets: async () => [
      {
        name: 'acme',
        title: 'Acme',
        policy: { accessTokenTtl: '1h', refreshToken: { rotation: 'single-use' } },
        facts: [
          {
            about: 'access token',
            says: 'lives an hour',
            confidence: 'confirmed',
            source: 'https://example.com/acme',
          },
          { about: 'limit', says: 'none', confidence: 'unverified' },
        ],
        variants: [
          {
            name: 'next',
            summary: 'tokens live ten minutes',
            effectiveFrom: '2026-07-01',
            policy: { accessTokenTtl: '10m' },
          },
        ],
      },
    ],
    checkers: async () => [
      {
        name: 'no-secret-leaked',
        judges: 'safety',
        invariant: 'No secret is leaked.',
        basis: 'RFC 6749 §10',
        check: () => ({ verdict: 'holds', message: '', evidence: [] }),
      },
    ],
    symptomBook: () => Promise.resolve(undefined),
    explain: nothingKnown,
    trendViews: async () => ({
      lines: ({ runs, rows }, { all }) => [`${runs.length} runs, ${rows.length} rows, all ${all}`],
      page: ({ rows }) => `<page ${rows.length}>`,
    }),
    diagnosisViews: async () => ({
      lines: ({ findings }) => [`${findings.length} findings`],
      ctrf: ({ checks }) => `{"checks":${checks.length}}\n`,
    }),
    examine: async (source) => sampleDiagnosis(source.kind),
    reporters: async () => [
      { name: 'json', summary: 'results.json', create: () => ({ name: 'json' }) },
      { name: 'html', summary: 'a page', create: () => ({ name: 'html' }) },
      {
        name: 'list',
        summary: 'lines',
        create: ({ print }) => ({
          name: 'list',
          onScenarioEnd: (result) => print(`listed ${result.name} ${result.verdict}`),
          onRunEnd: async () => [],
        }),
      },
    ],
    readScenarioFile: async (_, shownAs) =>
      sampleScenario(`file/${shownAs.replaceAll(/[^a-z]/g, '-')}`),
    schema: async (of) => ({ title: of }),
    async resolveTarget(text) {
      if (text === 'latest') return { text, what: '2.41.1', because: 'the newest that installs' };
      if (!driverOf(text).startsN8n) return { text, what: text };
      if (/^\d+\.\d+\.\d+$/.test(text)) return { text, what: text };
      throw noSuchVersion(text, 64);
    },
    builtinBaseline: async () => undefined,
    createTarget: async ({ what }) => ({
      id: what,
      info: sampleTarget({ id: what, n8n: what }),
      installMs: 0,
      start: () => Promise.reject(new Error('never started in these tests')),
    }),
    plan: async (scenario, seed) => samplePlan(scenario, seed),
    ownWorkflow: async (choice) => loadOwnWorkflow(choice),
    putInPlace: async (scenarios, own) => putInPlace(scenarios, own),
    prepareLoad: ({ wanted }) => Promise.reject(new Error(`No load ${wanted} here.`)),
    runSuite: passingSuite,
    judge: async () => sampleResult(),
    applyBaseline: async (result) => result,
    ciJob: async () => null,
    summarise: async () => summarise,
    startProvider: async ({ name, host, port, controlToken, console = true }) => {
      const url = `http://${host}:${port}`;
      return {
        realm: {
          name,
          authorizationUrl: `${url}/${name}/authorize`,
          tokenUrl: `${url}/${name}/token`,
          apiUrl: `${url}/${name}/api`,
          policy: policySchema.parse({}),
          faults: [],
        },
        client: { name: 'main', id: 'client-main', secret: 'sample-secret' },
        control: {
          url: `${url}/control/v1`,
          token: controlToken === 'off' ? undefined : (controlToken ?? 'sample-token'),
          console,
        },
        goesOn: false,
        close: async () => {},
      };
    },
    installer: fakeInstaller,
    removeLeftovers: async () => [],
    heldFolders: async () => [],
    cleanTarget: async (_, { url }) => [`Nothing was left behind on ${url}.`],
    pendingRemains: async () => [],
    ...part,
  };
}
