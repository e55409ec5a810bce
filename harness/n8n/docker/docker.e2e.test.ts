import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Realm } from '../../../mock-provider/index.ts';
import type { CredentialRequest } from '../../model/client.ts';
import { CREDENTIAL_DEFAULTS } from '../../model/credential-defaults.ts';
import type { ProcessName, SystemUnderTest } from '../../model/system.ts';
import type { ProcessEvent, RunningTarget } from '../../model/target.ts';
import { openProvider, type OpenedProvider } from '../../suite/open-provider.ts';
import { samplePlan } from '../../testing/sample-plan.ts';
import type { Topology } from '../driver/topology.ts';
import { createDockerTarget } from './docker-target.ts';
import { imageOf, serviceImages } from './images.ts';
import { LEASE_LABEL } from './labels.ts';
import { dockerAvailable } from './testing/docker-available.ts';

const TARGET = `docker:${process.env['E2E_N8N'] ?? '2.41.1'}`;
const DAY_MS = 86_400_000;
const signal = new AbortController().signal;
const available = await dockerAvailable([
  imageOf(TARGET),
  ...Object.values(serviceImages('queue')),
]);
const skipped = 'skipped' in available ? ` (${available.skipped})` : '';

let directory: string;
let opened: OpenedProvider;
let realm: Realm;
let n8n: RunningTarget;
let system: SystemUnderTest;
let addresses: CredentialRequest['provider'];
let credential: string;
let workflow: string;
let senders: (string | undefined)[];
let events: ProcessEvent[];

async function start(topology: Topology): Promise<void> {
  events = [];
  senders = [];
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'e2e-docker-')));
  const target = await createDockerTarget(TARGET, {
    onProgress: () => {},
    deployment: { topology, workers: topology === 'queue' ? 2 : 0, settings: {} },
  });
  opened = await openProvider(target, {
    console: false,
    senderOf: (peer) => n8n?.system?.senderOf(peer),
  });
  realm = opened.provider.createRealm('driver');
  realm.listen(
    (event) =>
      void (
        event.type === 'request' &&
        event.endpoint === 'resource' &&
        senders.push(event.sender)
      ),
  );
  const client = realm.registerClient('main');
  addresses = {
    authorizationUrl: realm.authorizationUrl,
    tokenUrl: realm.tokenUrl,
    apiUrl: realm.apiUrl,
    clientId: client.id,
    clientSecret: client.secret,
  };
  n8n = await target.start({
    directory,
    onProcess: (event) => void events.push(event),
    provider: opened.reach,
    signal,
  });
  system = n8n.system as SystemUnderTest;
  credential = await n8n.createCredential(
    { name: 'main', spec: CREDENTIAL_DEFAULTS, provider: addresses },
    signal,
  );
  await n8n.connect(credential, signal);
  workflow = await n8n.createWorkflow(
    {
      name: 'calls',
      plan: samplePlan(),
      credentialId: credential,
      credentialName: 'main',
      provider: addresses,
    },
    signal,
  );
}

async function end(): Promise<void> {
  await n8n?.[Symbol.asyncDispose]();
  await opened?.[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
}

const run = (key: string, items: readonly string[] = [`${key}.1`]) =>
  n8n.execute(workflow, { key, items, deadlineMs: 60_000 }, signal);

const storedPair = () =>
  n8n.readStoredCredential(credential, ({ oauthTokenData }) => {
    const { access_token: access, refresh_token: refresh } = oauthTokenData as Readonly<
      Record<string, unknown>
    >;
    return { access: realm.identify(access), refresh: realm.identify(refresh) };
  });

const livePair = () => ({
  access: realm.livePair('main')?.access,
  refresh: realm.livePair('main')?.refresh,
});

/** Number of containers and networks of this start in the daemon. */
async function inDaemon(): Promise<number> {
  if (!('engine' in available)) return 0;
  const { docker } = available.engine;
  const filters = { label: [LEASE_LABEL] };
  const mine = (await docker.listContainers({ all: true, filters })).filter(({ Mounts }) =>
    Mounts.some(({ Source }) => Source.startsWith(directory)),
  );
  const leases = new Set(mine.map(({ Labels }) => Labels[LEASE_LABEL]));
  const networks = (await docker.listNetworks({ filters })).filter(({ Labels }) =>
    leases.has(Labels?.[LEASE_LABEL]),
  );
  return mine.length + networks.length;
}

const lastOf = (service: ProcessName): ProcessEvent | undefined =>
  events.findLast(({ process }) => process === service);

describe.skipIf(skipped !== '')(`n8n in Docker, single${skipped}`, () => {
  beforeAll(() => start('single'));
  afterAll(end);

  it('calls the API as the process it is', async () => {
    expect(await run('one', ['one.1', 'one.2'])).toMatchObject({
      status: 'success',
      itemsWithErrorBody: [],
    });
    expect(senders).toEqual(['main', 'main']);
  });

  it('reads the stored credential, which holds the pair that is live', async () => {
    expect(await storedPair()).toMatchObject(livePair());
  });

  it('reaches into the database while n8n uses it', async () => {
    await using database = await system.openDatabase();
    expect(database.dialect).toBe('sqlite');
    await database.run('BEGIN IMMEDIATE');
    await database.run('ROLLBACK');
    expect(await run('after')).toMatchObject({ status: 'success' });
  });

  it.each([DAY_MS, -DAY_MS, 0])(
    'moves its clock by %d ms and goes on working',
    async (offsetMs) => {
      await n8n.skewClock(offsetMs, signal);
      const before = Date.now();
      const report = await run(`clock${offsetMs}`);
      expect(report.status).toBe('success');
      expect(Math.abs((report.clientStartedAtMs ?? 0) - before - offsetMs)).toBeLessThan(60_000);
    },
  );

  it('hands out the log', async () => {
    const { texts, mark } = await n8n.readLog({});
    expect(texts).toMatchObject([
      { process: 'main', text: expect.stringContaining('Editor is now accessible') },
    ]);
    expect((await n8n.readLog(mark)).texts[0]?.text).not.toContain('Editor is now accessible');
  });

  it('stands still and goes on', async () => {
    await system.pause('main', signal);
    const report = run('paused');
    expect(
      await Promise.race([report, new Promise((resolve) => setTimeout(resolve, 1_000, 'still'))]),
    ).toBe('still');
    await system.resume('main', signal);
    expect(await report).toMatchObject({ status: 'success' });
    expect(events.map(({ state }) => state)).toEqual(['started', 'paused', 'resumed']);
  });

  it('is killed without warning: executions are lost; started again it has the same address and all its data', async () => {
    const report = run(
      'killed',
      Array.from({ length: 50 }, (_, index) => `killed.${index}`),
    );
    await system.kill('main', signal);
    expect((await report).status).toBe('lost');
    expect(lastOf('main')).toMatchObject({ state: 'killed' });
    expect(n8n.alive).toBe(true);
    expect(await storedPair()).toMatchObject(livePair());
    await system.start('main', signal);
    expect(await run('again')).toMatchObject({ status: 'success' });
    expect(senders.at(-1)).toBe('main');
  });

  it('is killed while it stands still', async () => {
    await system.pause('main', signal);
    await system.kill('main', signal);
    await system.start('main', signal);
    expect(await run('thawed')).toMatchObject({ status: 'success' });
  });

  it('restarts', async () => {
    await n8n.restart(signal);
    expect(n8n.alive).toBe(true);
    expect(await run('restarted')).toMatchObject({ status: 'success' });
  });

  it('notices when somebody else ends it', async () => {
    if (!('engine' in available)) return;
    const [container] = (
      await available.engine.docker.listContainers({ filters: { label: [LEASE_LABEL] } })
    ).filter(({ Mounts }) => Mounts.some(({ Source }) => Source.startsWith(directory)));
    await available.engine.docker.getContainer(container?.Id ?? '').kill();
    await expect.poll(() => n8n.alive, { timeout: 10_000 }).toBe(false);
    expect(lastOf('main')).toMatchObject({ state: 'exited', code: 137 });
    await n8n.restart(signal);
    expect(n8n.alive).toBe(true);
  });

  it('leaves nothing behind, and no secret in its log', async () => {
    expect(await inDaemon()).toBe(2);
    await n8n[Symbol.asyncDispose]();
    expect(await inDaemon()).toBe(0);
    expect(existsSync(join(directory, 'user'))).toBe(false);
    expect(realm.findSecrets(readFileSync(join(directory, 'main.log'), 'utf8'))).toEqual([]);
  });
});

describe.skipIf(skipped !== '')(`n8n in Docker, queue${skipped}`, () => {
  beforeAll(() => start('queue'));
  afterAll(end);

  it('consists of services that can be told apart, and runs executions on workers', async () => {
    expect(system.processes).toEqual(['main', 'worker-1', 'worker-2', 'postgres', 'redis']);
    const reports = await Promise.all(
      Array.from({ length: 20 }, (_, index) => run(`many${index}`)),
    );
    expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(['success']));
    expect(new Set(senders)).toEqual(new Set(['worker-1', 'worker-2']));
  });

  it('reads the stored credential from Postgres', async () => {
    await using database = await system.openDatabase();
    expect(database.dialect).toBe('postgres');
    expect(await storedPair()).toMatchObject(livePair());
  });

  it('hears of the lock of a credential, and of the worker that takes it', async () => {
    const heard: (string | undefined)[] = [];
    const stop = await system.watchLocks(
      credential,
      ({ state, process }) => void heard.push(`${state} ${process}`),
    );
    realm.inject('access-token/expired');
    expect(await run('refreshes')).toMatchObject({ status: 'success' });
    await stop();
    expect(heard[0]).toMatch(/^taken worker-[12]$/);
    expect(heard.at(-1)).toMatch(/^released worker-[12]$/);
  });

  it.each(['worker-1', 'redis', 'postgres'] as const)(
    'goes on after %s was killed and started again',
    async (service) => {
      await system.kill(service, signal);
      await system.start(service, signal);
      expect(lastOf(service)).toMatchObject({ state: 'started' });
      await expect
        .poll(
          async () =>
            (await run(`after-${service}-${Math.random()}`).catch(() => undefined))?.status,
          { timeout: 120_000, interval: 1_000 },
        )
        .toBe('success');
      expect(n8n.alive).toBe(true);
    },
  );

  it('keeps what Postgres holds over a stop', async () => {
    await system.stop('postgres', signal);
    await system.start('postgres', signal);
    expect(await storedPair()).toMatchObject(livePair());
  });

  it('leaves nothing behind', async () => {
    await n8n[Symbol.asyncDispose]();
    expect(await inDaemon()).toBe(0);
  });
});
