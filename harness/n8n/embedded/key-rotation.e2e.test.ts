import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
import { createEmbeddedTarget } from './embedded-target.ts';

const { signal } = new AbortController();
const VERSION = process.env['E2E_N8N'] ?? '2.41.1';
const SETTINGS = { N8N_ENV_FEAT_ENCRYPTION_KEY_ROTATION: 'true' };

let directory: string;
let provider: Provider;
let n8n: RunningTarget;

beforeAll(async () => {
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
});

/** What stands before the colon in the data of each stored credential; none means the old form. */
async function formsInDatabase(): Promise<readonly ('under a data key' | 'plain')[]> {
  await using database = await n8n.system?.openDatabase();
  const rows = (await database?.run('SELECT data FROM credentials_entity')) ?? [];
  return rows.map(({ data }) => (String(data).includes(':') ? 'under a data key' : 'plain'));
}

it(`judges a scenario on n8n ${VERSION} that rotates its encryption keys`, async () => {
  const scenarios = await loadScenarios(join(import.meta.dirname, '../../../scenarios'));
  const scenario = scenarios.find(({ name }) => name === 'control/expired-access-token');
  if (scenario === undefined) throw new Error('there is no control/expired-access-token');
  const events: HistoryEvent[] = [];
  const forms: Promise<readonly string[]>[] = [];
  const recorder = new Recorder((event) => {
    events.push(event);
    if (event.type === 'stored-credential') forms.push(formsInDatabase());
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
  expect(new Set((await Promise.all(forms)).flat())).toEqual(new Set(['under a data key']));
  const judgement = judge(new History(events));
  expect(judgement, judgement.summary).toMatchObject({ verdict: 'pass', outcome: 'unaffected' });
});
