import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProvider, type Provider } from '../../../mock-provider/index.ts';
import { CREDENTIAL_DEFAULTS } from '../../model/credential-defaults.ts';
import type { Progress } from '../../model/progress.ts';
import type { StartOptions, Target } from '../../model/target.ts';
import { samplePlan } from '../../testing/sample-plan.ts';
import { storedData } from '../rest/testing/stored.ts';
import { openSession } from './open-session.ts';
import { parseRemoteAddress } from './remote-address.ts';
import { remoteTarget, type ProviderPlace } from './remote-target.ts';
import {
  ACCOUNT,
  fakeInstance,
  type FakeInstance,
  type FakeInstanceOptions,
} from './testing/fake-instance.ts';

const signal = new AbortController().signal;
const never = new AbortController().signal;

let journals: string;
let provider: Provider;
const notes: string[] = [];
beforeEach(async () => {
  journals = mkdtempSync(join(tmpdir(), 'journals-'));
  provider = await startProvider();
  notes.length = 0;
});
afterEach(async () => {
  await provider.close();
  rmSync(journals, { recursive: true, force: true });
});

/** An instance on which every execution succeeds and gets the answer of `hears`. */
const running = (
  hears: () => Promise<string>,
  options: FakeInstanceOptions = {},
): Promise<FakeInstance> =>
  fakeInstance({
    ...options,
    async first(request) {
      const { method, path } = request;
      if (method === 'POST' && path.startsWith('/webhook/')) return { body: {} };
      if (method === 'GET' && path === '/rest/executions')
        return { body: { data: { results: [{ id: '1', status: 'success' }] } } };
      if (method === 'GET' && path === '/rest/executions/1') {
        const apiOutputs = [[{ json: { provider: await hears() } }]];
        return {
          body: {
            data: {
              id: '1',
              status: 'success',
              startedAt: new Date().toISOString(),
              data: storedData({ key: 'reach', apiOutputs }),
            },
          },
        };
      }
      return options.first?.(request);
    },
  });
const health = async (): Promise<string> => (await fetch(`${provider.url}/healthz`)).text();

async function target(n8n: FakeInstance, place: ProviderPlace = {}): Promise<Target> {
  const instance = await openSession(parseRemoteAddress(n8n.url), ACCOUNT, signal);
  return remoteTarget(instance, {
    provider: place,
    journals,
    onProgress: (progress: Progress) =>
      void (progress.kind === 'note' && notes.push(progress.text)),
  });
}
const options = (stop = never): StartOptions => ({
  directory: journals,
  onProcess: () => undefined,
  provider: { here: provider.url, there: provider.url },
  signal: stop,
});

const addresses = {
  authorizationUrl: '',
  tokenUrl: 'http://p/token',
  apiUrl: 'http://p/api',
  clientId: 'c',
  clientSecret: 's',
};

describe('a running instance as a target', () => {
  it('says what it is, and where the provider must be', async () => {
    await using n8n = await running(health, {
      settings: { executionMode: 'queue', databaseType: 'postgresdb' },
    });
    const {
      id,
      info,
      provider: place,
    } = await target(n8n, { host: '0.0.0.0', port: 8090, url: 'https://tunnel.example' });
    expect(info).toEqual({
      id,
      n8n: '2.41.1',
      clientName: expect.stringMatching(/^n8n at 127\.0\.0\.1:\d+/),
      driver: 'remote',
      node: '24.1.0',
      topology: 'queue',
      overrides: {},
    });
    expect(id).toMatch(/^remote-127\.0\.0\.1-\d+$/);
    expect([place?.host, place?.port, place?.publicUrl?.(8090)]).toEqual([
      '0.0.0.0',
      8090,
      'https://tunnel.example',
    ]);
    expect(n8n.contents).toEqual({ workflows: [], credentials: [], tags: [] });
  });

  it('marks everything made there, and is left as it was', async () => {
    await using n8n = await running(health);
    const started = await (await target(n8n)).start(options());
    expect(readdirSync(journals)).toHaveLength(1);
    expect([...started.capabilities]).toEqual([]);
    const [tag] = n8n.contents.tags;
    const credentialId = await started.createCredential(
      {
        name: 'a/b 1 main',
        spec: { ...CREDENTIAL_DEFAULTS, grant: 'client-credentials' },
        provider: addresses,
      },
      signal,
    );
    await started.createWorkflow(
      {
        name: 'a/b 1 main',
        plan: samplePlan(),
        credentialId,
        credentialName: 'a/b 1 main',
        provider: addresses,
      },
      signal,
    );
    expect(tag?.name).toMatch(/^oauth-chaos [0-9a-f]{8}$/);
    expect(n8n.contents.workflows).toMatchObject([
      { name: `${tag?.name} a/b 1 main`, tags: [tag?.id] },
    ]);
    expect(n8n.contents.credentials).toMatchObject([{ name: `${tag?.name} a/b 1 main` }]);
    expect(notes.join()).toContain(`carries the tag '${tag?.name}'`);
    await started[Symbol.asyncDispose]();
    expect(n8n.contents).toEqual({ workflows: [], credentials: [], tags: [] });
    expect(readdirSync(journals)).toEqual([]);
  });

  it('is left as it was when the provider is not reached from there', async () => {
    await using n8n = await running(async () => 'somebody else');
    await expect((await target(n8n)).start(options())).rejects.toMatchObject({
      code: 'provider-not-reached',
      exitCode: 75,
    });
    expect(n8n.contents).toEqual({ workflows: [], credentials: [], tags: [] });
    expect(readdirSync(journals)).toEqual([]);
  });

  it('is left as it was when the start is interrupted', async () => {
    const stop = new AbortController();
    await using n8n = await running(async () => {
      stop.abort(new Error('enough'));
      return health();
    });
    await expect((await target(n8n)).start(options(stop.signal))).rejects.toThrow('enough');
    expect(n8n.contents).toEqual({ workflows: [], credentials: [], tags: [] });
    expect(readdirSync(journals)).toEqual([]);
  });

  it('tells when not everything could be removed, and remembers it', async () => {
    let broken = false;
    await using n8n = await running(health, {
      first: ({ method }) =>
        broken && method === 'DELETE' ? { status: 503, body: { message: 'down' } } : undefined,
    });
    const started = await (await target(n8n)).start(options());
    broken = true;
    await expect(started[Symbol.asyncDispose]()).rejects.toMatchObject({
      code: 'remote-not-cleaned',
    });
    expect(notes.at(-1)).toContain('Could not remove everything');
    expect(readdirSync(journals)).toHaveLength(1);
  });

  it('needs webhooks that can be reached', async () => {
    await using n8n = await running(health, {
      first: ({ method }) => (method === 'OPTIONS' ? { status: 403 } : undefined),
    });
    await expect((await target(n8n)).start(options())).rejects.toMatchObject({
      code: 'remote-webhooks',
      exitCode: 75,
      hint: expect.stringContaining('WEBHOOK_URL'),
    });
    expect(readdirSync(journals)).toEqual([]);
  });

  it('takes the webhook address n8n gives out, and where it was reached when nothing answers there', async () => {
    await using n8n = await running(health, {
      settings: { urlBaseWebhook: 'http://127.0.0.1:1/' },
    });
    await using started = await (await target(n8n)).start(options());
    expect(started.info.n8n).toBe('2.41.1');
    expect(n8n.requests.filter(({ method }) => method === 'OPTIONS').length).toBeGreaterThan(1);
  });
});
