import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProvider, type Provider, type Realm } from '../../mock-provider/index.ts';
import { CREDENTIAL_DEFAULTS } from '../model/credential-defaults.ts';
import type { RunningTarget } from '../model/target.ts';
import { createEmbeddedTarget } from '../n8n/embedded/embedded-target.ts';
import { samplePlan } from '../testing/sample-plan.ts';
import { readPasted } from './input/read-pasted.ts';
import { loadSymptoms } from './load-symptoms.ts';
import { explain } from './match/explain.ts';

const signal = new AbortController().signal;
const VERSION = process.env['E2E_N8N'] ?? '2.41.1';
const symptoms = loadSymptoms(join(import.meta.dirname, '../../scenarios'));

let directory: string;
let provider: Provider;
let n8n: RunningTarget;
beforeAll(async () => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'explain-e2e-')));
  provider = await startProvider();
  const target = await createEmbeddedTarget(VERSION, { onProgress: () => {} });
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
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
});

/** Runs a workflow whose credential was connected before something happened to its realm. */
async function stored(name: string, happens: (realm: Realm) => void): Promise<string> {
  const realm = provider.createRealm(name);
  const client = realm.registerClient('main');
  const addresses = {
    authorizationUrl: realm.authorizationUrl,
    tokenUrl: realm.tokenUrl,
    apiUrl: realm.apiUrl,
    clientId: client.id,
    clientSecret: client.secret,
  };
  const credentialId = await n8n.createCredential(
    { name, spec: CREDENTIAL_DEFAULTS, provider: addresses },
    signal,
  );
  await n8n.connect(credentialId, signal);
  const workflow = await n8n.createWorkflow(
    { name, plan: samplePlan(), credentialId, credentialName: name, provider: addresses },
    signal,
  );
  happens(realm);
  realm.inject('access-token/expired');
  const item = `${name}.1`;
  const report = await n8n.execute(
    workflow,
    { key: name, items: [item], deadlineMs: 60_000 },
    signal,
  );
  expect(report.status).toBe('error');
  // Its own data come first; what follows are the workflow and the execution of the alarm.
  return report.stored?.split('\n')[0] ?? '';
}

describe(`what n8n ${VERSION} itself keeps of a failure`, () => {
  it.each([
    ['revoked', 'refresh-token/revoked', 'grant-ended'],
    ['page', 'token/html-page', 'no-token-reply'],
    ['client', 'token/client-refused', 'client-refused'],
  ] as const)('is read and explained: %s', async (name, fault, cause) => {
    const execution = await stored(name, (realm) => void realm.inject(fault));
    const answered = JSON.stringify({ data: { id: '1', data: execution } });
    for (const text of [execution, answered]) {
      const pasted = readPasted(text);
      expect(pasted.kind).toBe('execution');
      expect(pasted.errors).toHaveLength(1);
      const { isKnown, explanations } = explain(symptoms, pasted, VERSION);
      expect(isKnown).toBe(true);
      expect(explanations[0]?.how).toBe('same');
      expect(explanations[0]?.causes[0]?.known.cause).toBe(cause);
    }
  });

  it('and so is its log', () => {
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
    const log = files.find((file) => file.endsWith('main.log')) ?? '';
    const pasted = readPasted(readFileSync(join(directory, log), 'utf8'));
    expect(pasted.kind).toBe('log');
    const causes = explain(symptoms, pasted, VERSION).explanations.map(
      (one) => one.causes[0]?.known.cause,
    );
    expect(causes).toEqual(
      expect.arrayContaining(['grant-ended', 'no-token-reply', 'client-refused']),
    );
  });
});
