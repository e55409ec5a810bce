import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContainerService, type ContainerServiceOptions } from './container-service.ts';
import { answer, fakeDocker, FakeContainer } from './testing/fake-docker.ts';

const signal = new AbortController().signal;
let folder: string;
let container: FakeContainer;
let createContainer: sinon.SinonStub;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'service-'));
  container = new FakeContainer();
  createContainer = sinon.stub().callsFake(async () => container);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function service(change: Partial<ContainerServiceOptions> = {}): ContainerService {
  return new ContainerService({
    name: 'postgres',
    what: 'Postgres',
    logFile: join(folder, 'postgres.log'),
    docker: fakeDocker({ createContainer }),
    spec: {},
    onProcess: () => {},
    ready: async () => true,
    secrets: ['the-password'],
    ...change,
  });
}

describe('ContainerService', () => {
  it('makes its container once and starts it again and again', async () => {
    const postgres = service();
    await postgres.start(signal);
    await postgres.kill();
    expect(postgres).toMatchObject({ died: false, ended: { aborted: true } });
    container.wait.callsFake(() => new Promise(() => {}));
    await postgres.start(signal);
    expect(createContainer.callCount).toBe(1);
    expect(container.start.callCount).toBe(2);
    expect(postgres.ended.aborted).toBe(false);
  });

  it('fails when it ends at its start, with the last lines of its log and no secret', async () => {
    container.start.callsFake(async () => {
      container.say('FATAL: could not open file, password=the-password\n');
      container.end(1);
    });
    const failed = service({ ready: async () => false }).start(signal);
    await expect(failed).rejects.toMatchObject({
      code: 'n8n-start-failed',
      exitCode: 75,
      hint: expect.stringContaining('postgres.log'),
    });
    await expect(failed).rejects.toThrow(
      /Could not start Postgres: it ended with exit code 1\.\nThe last lines of its log:\n {2}FATAL: could not open file, password=\*\*\*/,
    );
  });

  it('fails at once with what will never be ready: a wrong password', async () => {
    const refuses = async (): Promise<boolean> => {
      throw new Error('it does not let us in (password authentication failed for user "n8n")');
    };
    await expect(service({ ready: refuses }).start(signal)).rejects.toThrow(
      /Could not start Postgres: it does not let us in \(password authentication failed for user "n8n"\)\./,
    );
    expect(container.kill.calledOnce).toBe(true);
  });

  it('gives up after its time, and ends it', async () => {
    await expect(
      service({ ready: async () => false, withinMs: 300 }).start(signal),
    ).rejects.toThrow(/Could not start Postgres: it was not ready after/);
    expect(container.kill.calledOnce).toBe(true);
  });

  it('stops at once on the signal, with its reason', async () => {
    const stop = new AbortController();
    const starting = service({ ready: async () => false }).start(stop.signal);
    stop.abort(new Error('interrupted'));
    await expect(starting).rejects.toThrow('interrupted');
  });

  it('counts as dead when it did not come up again', async () => {
    const postgres = service();
    await postgres.start(signal);
    await postgres.stop();
    container.start.rejects(
      answer(500, 'Bind for 127.0.0.1:5432 failed: port is already allocated'),
    );
    await expect(postgres.start(signal)).rejects.toMatchObject({ code: 'n8n-port-taken' });
    expect(postgres.died).toBe(true);
  });

  it('makes it anew when it could not be made', async () => {
    createContainer.onFirstCall().rejects(answer(409, 'in use'));
    const postgres = service();
    await expect(postgres.start(signal)).rejects.toMatchObject({
      code: 'docker-failed',
      message: 'Could not start Postgres: in use.',
    });
    await postgres.start(signal);
    expect(createContainer.callCount).toBe(2);
  });
});
