import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDockerTarget } from './docker-target.ts';
import { LEASE_LABEL } from './labels.ts';
import { answer, fakeDocker, FakeContainer, gone } from './testing/fake-docker.ts';

const signal = new AbortController().signal;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  vi.stubEnv('OAUTH_CHAOS_CACHE', join(folder, 'cache'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * A fake daemon in which the n8n container does what `begin` says. It lists everything that was
 * created until it is removed.
 */
function daemon(begin: (n8n: FakeContainer) => void) {
  const made = new Map<
    string,
    { readonly Id: string; readonly Labels: Readonly<Record<string, string>> }
  >();
  const networks = new Map<
    string,
    { readonly Id: string; readonly Labels: Readonly<Record<string, string>> }
  >();
  const look = new FakeContainer();
  look.start.callsFake(async () => {
    look.say('{"n8n":"2.41.1","node":"24.1.0"}');
    look.end(0);
  });
  const calls = {
    getImage: () => ({ inspect: sinon.stub().resolves({ Id: 'sha256:1' }) }),
    getNetwork: (id: string) => ({
      inspect: sinon.stub().resolves({ IPAM: { Config: [{ Gateway: '127.0.0.1' }] } }),
      remove: async () => void networks.delete(id),
    }),
    getContainer: (id: string) => ({ remove: async () => void made.delete(id) }),
    createContainer: sinon
      .stub()
      .callsFake(
        async ({
          name,
          Labels,
          Entrypoint,
        }: {
          name: string;
          Labels: Record<string, string>;
          Entrypoint?: readonly string[];
        }) => {
          if (Entrypoint !== undefined) return look;
          const container = new FakeContainer();
          made.set(name, { Id: name, Labels });
          begin(container);
          return container;
        },
      ),
    createNetwork: sinon
      .stub()
      .callsFake(
        async ({ Name, Labels }: { Name: string; Labels: Record<string, string> }) =>
          void networks.set(Name, { Id: Name, Labels }),
      ),
    listContainers: sinon.stub().callsFake(async () => [...made.values()]),
    listNetworks: sinon.stub().callsFake(async () => [...networks.values()]),
    listVolumes: sinon.stub().resolves({ Volumes: null }),
  };
  return {
    engine: { docker: fakeDocker(calls), id: 'D1' },
    calls,
    look,
    left: () => [...made.keys(), ...networks.keys()],
  };
}

async function start({ engine }: Pick<ReturnType<typeof daemon>, 'engine'>): Promise<unknown> {
  const target = await createDockerTarget('docker:2.41.1', { onProgress: () => {}, engine });
  const directory = join(folder, 'start');
  mkdirSync(directory, { recursive: true });
  return await target.start({
    directory,
    onProcess: () => {},
    provider: { here: 'http://127.0.0.1:1', there: 'http://127.0.0.1:1' },
    signal,
  });
}

const leases = (): readonly string[] => readdirSync(join(folder, 'cache', 'leases'));

describe('a Docker target', () => {
  it('tells what it is made of, and leaves nothing of the look into the image', async () => {
    const { engine, left } = daemon(() => {});
    const target = await createDockerTarget('docker:2.41.1', { onProgress: () => {}, engine });
    expect(target).toMatchObject({
      id: 'docker-2.41.1',
      info: {
        n8n: '2.41.1',
        node: '24.1.0',
        clientName: 'n8n 2.41.1',
        driver: 'docker',
        topology: 'single',
        images: { n8n: 'n8nio/n8n:2.41.1 sha256:1' },
      },
      provider: { host: '127.0.0.1' },
    });
    expect(left()).toEqual([]);
    expect(leases()).toEqual([]);
  });

  it('fails with the log of a container that ends at its start, and leaves nothing', async () => {
    const fake = daemon((n8n) =>
      n8n.start.callsFake(async () => {
        n8n.say('Error: Command "start" not found\n');
        n8n.end(1);
      }),
    );
    await expect(start(fake)).rejects.toMatchObject({
      code: 'n8n-start-failed',
      exitCode: 75,
      message: expect.stringContaining('Command "start" not found'),
    });
    expect(fake.left()).toEqual([]);
    expect(leases()).toEqual([]);
    expect(existsSync(join(folder, 'start', 'user'))).toBe(false);
    expect(existsSync(join(folder, 'start', 'main.log'))).toBe(true);
  });

  it('tries other ports when one was taken meanwhile, and gives up after some', async () => {
    const starts: unknown[] = [];
    const fake = daemon((n8n) =>
      n8n.start.callsFake(async () => {
        starts.push(n8n);
        throw answer(500, 'Bind for 127.0.0.1:5678 failed: port is already allocated');
      }),
    );
    await expect(start(fake)).rejects.toMatchObject({ code: 'n8n-port-taken', exitCode: 75 });
    expect(starts).toHaveLength(3);
    expect(fake.left()).toEqual([]);
    expect(leases()).toEqual([]);
  });

  it('an attempt on other ports finds nothing of the one before, whose encryption key was another', async () => {
    const found: boolean[] = [];
    const file = join(folder, 'start', 'user', 'main', 'config');
    const fake = daemon((n8n) =>
      n8n.start.callsFake(async () => {
        found.push(existsSync(file));
        writeFileSync(file, 'the key of this attempt');
        throw answer(500, 'Bind for 127.0.0.1:5678 failed: port is already allocated');
      }),
    );
    await expect(start(fake)).rejects.toMatchObject({ code: 'n8n-port-taken' });
    expect(found).toEqual([false, false, false]);
  });

  it('keeps the lease of a look into the image whose container could not be removed', async () => {
    const fake = daemon(() => {});
    fake.calls.listContainers.rejects(gone());
    fake.look.remove.rejects(gone());
    await expect(start(fake)).rejects.toMatchObject({ code: 'docker-unreachable' });
    expect(leases()).toHaveLength(1);
  });

  it('keeps its lease when the daemon went and nothing could be removed, so that it can be later', async () => {
    const fake = daemon((n8n) =>
      n8n.start.callsFake(async () => {
        fake.calls.listContainers.rejects(gone());
        throw gone();
      }),
    );
    await expect(start(fake)).rejects.toMatchObject({
      code: 'docker-unreachable',
      exitCode: 75,
      message: expect.stringMatching(/^Could not start n8n 2\.41\.1: /),
    });
    expect(leases()).toHaveLength(1);
    expect(fake.left()).toHaveLength(2);
  });

  it('has everything carry the lease before it is made', async () => {
    const fake = daemon((n8n) => n8n.start.rejects(answer(500, 'out of luck')));
    await expect(start(fake)).rejects.toMatchObject({ code: 'docker-failed' });
    const labels = [
      ...fake.calls.createContainer.getCalls(),
      ...fake.calls.createNetwork.getCalls(),
    ].map(({ args }) => (args[0] as { Labels: Record<string, string> }).Labels[LEASE_LABEL]);
    expect(labels.every((label) => label?.startsWith('docker-2.41.1-'))).toBe(true);
  });
});
