import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProvider, type Provider } from '../../../mock-provider/index.ts';
import { judge } from '../../check/judge.ts';
import { CREDENTIAL_DEFAULTS } from '../../model/credential-defaults.ts';
import type { HistoryEvent } from '../../model/event.ts';
import { History } from '../../model/history.ts';
import type { ScenarioResult } from '../../model/results.ts';
import type { RunningTarget } from '../../model/target.ts';
import { createEmbeddedTarget } from '../../n8n/embedded/embedded-target.ts';
import { loadScenarios } from '../../plan/load-scenarios.ts';
import { planScenario } from '../../plan/plan-scenario.ts';
import { samplePlan } from '../../testing/sample-plan.ts';
import { vocabulary } from '../../testing/vocabulary.ts';
import { Recorder } from '../recorder.ts';
import { runScenario } from '../run-scenario.ts';
import { openSinks, type Sinks } from './sinks.ts';

const signal = new AbortController().signal;
const VERSION = process.env['E2E_N8N'] ?? '2.41.1';

let directory: string;
let provider: Provider;
let sinks: Sinks;
let n8n: RunningTarget;
beforeAll(async () => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'witnesses-e2e-')));
  [provider, sinks] = await Promise.all([startProvider(), openSinks({})]);
  const target = await createEmbeddedTarget(VERSION, { onProgress: () => {} });
  n8n = await target.start({
    directory,
    onProcess: () => {},
    provider: { here: provider.url, there: provider.url },
    settings: sinks.settings,
    signal,
  });
});
afterAll(async () => {
  await n8n?.[Symbol.asyncDispose]();
  await sinks?.[Symbol.asyncDispose]();
  await provider?.close();
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
});

/** Runs a scenario as it is, and tells what monitoring showed. */
async function witnessed(name: string): Promise<ScenarioResult['witnessed']> {
  const scenarios = await loadScenarios(join(import.meta.dirname, '../../../scenarios'));
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new RangeError(`There is no scenario ${name}.`);
  const events: HistoryEvent[] = [];
  await runScenario({
    planned: planScenario(scenario, { seed: 1, catalog: vocabulary }),
    client: n8n,
    provider,
    recorder: new Recorder((event) => void events.push(event)),
    target: VERSION,
    clientName: n8n.info.clientName,
    label: name,
    sinks,
    signal,
  });
  const judged = judge(new History(events));
  // What it says of the failure may be wanting; whether it says so is all that is asked here.
  expect(['pass', 'fail'], judged.summary).toContain(judged.verdict);
  return judged.witnessed;
}

describe(`n8n ${VERSION}`, () => {
  it('shows a refused refresh in its list, to its error workflow, a webhook and its counters, and not to Sentry', async () => {
    const told = await witnessed('guide/refresh-token-revoked-reconnect');
    const [failed] = told?.failures ?? [];
    expect(failed?.what).toBe(
      'An execution failed because the provider refused the refresh token.',
    );
    const levels = Object.fromEntries(
      (failed?.shown ?? []).map(({ witness, level }) => [witness, level]),
    );
    expect(levels).toMatchObject({
      'execution-list': expect.stringMatching(/named|showed/),
      metrics: 'showed',
      ledger: 'named',
    });
    // What is told to the one is told to the others.
    expect(levels).toHaveProperty('error-workflow', levels['execution-list']);
    expect(levels).toHaveProperty('webhook', levels['execution-list']);
    expect(levels).not.toHaveProperty('sentry');
    const absent = told?.witnesses.filter((one) => one.absent !== undefined);
    expect(absent?.map(({ name }) => name)).toEqual(['log-streaming']);
    expect(told?.witnesses.some((one) => one.falseAlarms !== undefined)).toBe(false);
  });

  it.each(['control/no-fault', 'control/expired-access-token'])(
    'shows nothing of a failure while all is well: %s',
    async (name) => {
      expect(await witnessed(name)).toBeUndefined();
    },
  );

  it('sends Sentry the class of an error that is none of its own, without its words', async () => {
    const heard: { readonly witness: string; readonly text: string }[] = [];
    using _listening = { [Symbol.dispose]: sinks.listen((one) => heard.push(one)) };
    const realm = provider.createRealm('sentry');
    const { id, secret } = realm.registerClient('main');
    const addresses = {
      authorizationUrl: realm.authorizationUrl,
      tokenUrl: realm.tokenUrl,
      apiUrl: realm.apiUrl,
      clientId: id,
      clientSecret: secret,
    };
    const name = 'sentry';
    const credentialId = await n8n.createCredential(
      { name, spec: CREDENTIAL_DEFAULTS, provider: addresses },
      signal,
    );
    const workflow = await n8n.createWorkflow(
      { name, plan: broken(), credentialId, credentialName: name, provider: addresses },
      signal,
    );
    const { status } = await n8n.execute(
      workflow,
      { key: 'e1', items: ['e1.1'], deadlineMs: 60_000 },
      signal,
    );
    expect(status).toBe('error');
    await expect
      .poll(() => heard.filter(({ witness }) => witness === 'sentry').map(({ text }) => text))
      .toEqual([expect.stringContaining(`"workflowId":"${workflow}"`)]);
  });
});

/** A workflow in which a node fails with an error that n8n has not made: a key that is none. */
function broken() {
  const plan = samplePlan();
  const nodes = plan.n8n.nodes.map((node) =>
    node['type'] === 'n8n-nodes-base.httpRequest'
      ? {
          ...node,
          type: 'n8n-nodes-base.crypto',
          typeVersion: 1,
          parameters: {
            action: 'sign',
            value: 'text',
            algorithm: 'RSA-SHA256',
            encoding: 'hex',
            privateKey: 'no key',
          },
        }
      : node,
  );
  return { ...plan, n8n: { ...plan.n8n, nodes } };
}
