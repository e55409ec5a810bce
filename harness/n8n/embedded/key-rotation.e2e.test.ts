import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startProvider, type Provider } from '../../../mock-provider/index.ts';
import { judge } from '../../check/judge.ts';
import type { HistoryEvent } from '../../model/event.ts';
import { History } from '../../model/history.ts';
import type { RunningTarget } from '../../model/target.ts';
import { loadScenarios } from '../../plan/load-scenarios.ts';
import { planScenario } from '../../plan/plan-scenario.ts';
import { Recorder } from '../../run/recorder.ts';
import { runScenario } from '../../run/run-scenario.ts';
import { vocabulary } from '../../testing/vocabulary.ts';
import { SINGLE } from '../driver/topology.ts';
import { RestClient } from '../rest/rest-client.ts';
import { createEmbeddedTarget } from './embedded-target.ts';

const { signal } = new AbortController();
const VERSION = process.env['E2E_N8N'] ?? '2.41.1';
const SETTINGS = { N8N_ENV_FEAT_ENCRYPTION_KEY_ROTATION: 'true' };

let directory: string;
let provider: Provider;
let n8n: RunningTarget;
let calls: sinon.SinonSpy;

beforeAll(async () => {
  // The only way to the session that the driver opened as the owner.
  calls = sinon.spy(RestClient.prototype, 'send');
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'e2e-')));
  provider = await startProvider();
  const target = await createEmbeddedTarget(VERSION, {
    onProgress: () => {},
    deployment: { ...SINGLE, settings: SETTINGS },
  });
  n8n = await target.start({
    directory,
    onProcess: () => {},
    provider: { here: provider.url, there: provider.url },
    signal,
  });
});
afterAll(async () => {
  await n8n?.[Symbol.asyncDispose]();
  await provider?.close();
  rmSync(directory, { recursive: true, force: true });
  calls.restore();
});

/** The data key of each stored credential; `none` for data under the encryption key itself. */
async function keysInUse(): Promise<readonly string[]> {
  await using database = await n8n.system?.openDatabase();
  const rows = (await database?.run('SELECT data FROM credentials_entity')) ?? [];
  return rows.map(({ data }) => /^([^:]*):/.exec(String(data))?.[1] ?? 'none');
}

async function rotateKey(): Promise<void> {
  const rest = calls.firstCall.thisValue as RestClient;
  await rest.call(z.unknown(), {
    doing: 'rotate the encryption key',
    method: 'POST',
    path: '/rest/encryption/keys',
    body: { type: 'data_encryption' },
    signal,
  });
}

it(`judges a scenario on n8n ${VERSION} that rotates its encryption keys meanwhile`, async () => {
  const scenarios = await loadScenarios(join(import.meta.dirname, '../../../scenarios'));
  const scenario = scenarios.find(({ name }) => name === 'control/expired-access-token');
  if (scenario === undefined) throw new Error('there is no control/expired-access-token');
  const events: HistoryEvent[] = [];
  const seen: Promise<unknown>[] = [];
  const keys = new Set<string>();
  const lookAtKeys = async (): Promise<void> => {
    for (const key of await keysInUse()) keys.add(key);
  };
  const recorder = new Recorder((event) => {
    events.push(event);
    if (event.type === 'stored-credential') seen.push(lookAtKeys());
    if (event.type === 'fault') seen.push(rotateKey());
  });
  await runScenario({
    planned: planScenario(scenario, { seed: 1, catalog: vocabulary }),
    client: n8n,
    provider,
    recorder,
    target: VERSION,
    clientName: n8n.info.clientName,
    label: 'key-rotation',
    signal,
  });
  await Promise.all(seen);
  expect(keys).not.toContain('none');
  expect(keys.size).toBeGreaterThan(1);
  const judgement = judge(new History(events));
  expect(judgement, judgement.summary).toMatchObject({ verdict: 'pass', outcome: 'unaffected' });
});
