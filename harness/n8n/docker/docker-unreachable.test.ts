import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dockerUnreachable } from './docker-unreachable.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'docker-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const why = (env: Record<string, string> = {}) =>
  dockerUnreachable(new Error('x'), {
    DOCKER_HOST: `unix://${join(folder, 'docker.sock')}`,
    ...env,
  });

describe('dockerUnreachable', () => {
  it('tells that there is no socket', async () => {
    const error = await dockerUnreachable(
      new Error('x'),
      {},
      { sockets: ['/run/docker.sock'], connectTo: async () => 'missing' },
    );
    expect(error).toMatchObject({
      code: 'docker-missing',
      exitCode: 75,
      message: expect.stringContaining('/run/docker.sock'),
      hint: expect.stringContaining('Install Docker'),
    });
  });

  it('tells that there is none where DOCKER_HOST says', async () => {
    expect(await why()).toMatchObject({
      code: 'docker-unreachable',
      exitCode: 75,
      message: expect.stringContaining(`${join(folder, 'docker.sock')}, which DOCKER_HOST names`),
    });
  });

  it('tells that nobody listens any more', async () => {
    const socket = join(folder, 'docker.sock');
    const error = await dockerUnreachable(
      new Error('x'),
      {},
      {
        sockets: [join(folder, 'none'), socket],
        connectTo: async (path) => (path === socket ? 'refused' : 'missing'),
      },
    );
    expect(error).toMatchObject({
      code: 'docker-unreachable',
      message: expect.stringContaining('does not run'),
      hint: expect.stringContaining('systemctl start docker'),
    });
  });

  it('tells who may use it', async () => {
    const error = await dockerUnreachable(
      new Error('x'),
      {},
      { sockets: ['/run/docker.sock'], connectTo: async () => 'forbidden' },
    );
    expect(error).toMatchObject({
      code: 'docker-forbidden',
      exitCode: 75,
      message: 'Could not use Docker: you may not use its socket /run/docker.sock.',
      hint: expect.stringContaining('usermod -aG docker'),
    });
  });

  it('tells that something else listens there', async () => {
    const server = createServer().listen(join(folder, 'docker.sock'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await why()).toMatchObject({
      code: 'docker-unreachable',
      message: expect.stringContaining('does not answer as Docker does'),
    });
    server.close();
  });

  it('names a DOCKER_HOST that does not answer', async () => {
    expect(await why({ DOCKER_HOST: 'tcp://127.0.0.1:1' })).toMatchObject({
      code: 'docker-unreachable',
      message: expect.stringContaining('DOCKER_HOST=tcp://127.0.0.1:1'),
    });
  });
});
