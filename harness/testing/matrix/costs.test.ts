import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { planScenario } from '../../plan/plan-scenario.ts';
import { sampleScenario } from '../sample-scenario.ts';
import { vocabulary } from '../vocabulary.ts';
import { costsFrom } from './costs.ts';

type Steps = ReturnType<typeof sampleScenario>['plan'];

const plan = (name: string, steps: Steps) =>
  planScenario(sampleScenario({ name, plan: steps }), { seed: 1, catalog: vocabulary });

const PLANS = [
  plan('a/plain', [
    { do: 'execute', times: 2 },
    { do: 'inject', fault: 'access-token/expired' },
    { do: 'execute', times: 1 },
  ]),
  plan('a/killed', [
    { do: 'execute', times: 1 },
    { do: 'inject', fault: 'access-token/expired' },
    { do: 'inject', fault: 'n8n/killed', options: { when: 'refresh-answered', for: '1s' } },
    { do: 'execute', times: 1 },
    { do: 'heal' },
  ]),
];

function inFolder(results: unknown, history = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-costs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'h'));
  writeFileSync(join(folder, 'h', 'history.ndjson'), history);
  writeFileSync(join(folder, 'results.json'), JSON.stringify(results));
  return folder;
}

const ran = (name: string, durationMs: number, executions: number) => ({
  name,
  verdict: 'pass',
  executions: Array.from({ length: executions }, () => ({})),
  history: 'h/history.ndjson',
  durationMs,
});

test('without a run the plan tells how many executions there are, and who is restarted', () => {
  const costs = costsFrom(undefined, PLANS);
  expect(costs.get('a/plain')).toEqual({ seconds: 0.25 + 3 * 0.35, lasts: 0 });
  expect(costs.get('a/killed')).toEqual({ seconds: 0.25 + 2 * 0.35 + 6, lasts: 0 });
});

test('of a run executions count, and for an exclusive scenario the whole time', () => {
  const started = JSON.stringify({ type: 'process', process: 'main', state: 'started' });
  const plain = inFolder({ scenarios: [ran('a/plain', 9_000, 5)] });
  expect(costsFrom(plain, PLANS).get('a/plain')).toEqual({ seconds: 2, lasts: 9 });
  const killed = inFolder({ scenarios: [ran('a/killed', 9_000, 5)] });
  expect(costsFrom(killed, PLANS).get('a/killed')).toEqual({ seconds: 9, lasts: 9 });
  const restarted = inFolder({ scenarios: [ran('a/killed', 4_000, 5)] }, `${started}\n`);
  expect(costsFrom(restarted, PLANS).get('a/killed')).toEqual({ seconds: 8, lasts: 4 });
});

test('seconds that somebody has measured are taken as they are', () => {
  const file = join(inFolder({ 'a/plain': 0.7 }), 'results.json');
  expect(costsFrom(file, PLANS).get('a/plain')).toEqual({ seconds: 0.7, lasts: 0 });
  expect(costsFrom(file, PLANS).get('a/killed')?.seconds).toBeGreaterThan(6);
});

test('anything else is refused', () => {
  expect(() => costsFrom('/nowhere', PLANS)).toThrow(/Could not read costs from \/nowhere/);
  expect(() => costsFrom(inFolder([1]), PLANS)).toThrow(/neither the folder of a run/);
});
