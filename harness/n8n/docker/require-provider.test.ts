import { PassThrough } from 'node:stream';
import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import { requireProvider } from './require-provider.ts';
import { answer, fakeDocker } from './testing/fake-docker.ts';

const url = 'http://172.17.0.1:8090';

function container(code: number) {
  const exec = sinon.stub().resolves({
    start: async () => new PassThrough().end(),
    inspect: async () => ({ ExitCode: code }),
  });
  return { exec, docker: fakeDocker({ getContainer: () => ({ exec }) }) };
}

describe('requireProvider', () => {
  it('asks from within the container', async () => {
    const { exec, docker } = container(0);
    await requireProvider(docker, 'main', url);
    expect(exec.firstCall.args[0]).toMatchObject({ Cmd: ['node', '-e', expect.any(String), url] });
  });

  it('fails before a scenario would', async () => {
    await expect(requireProvider(container(7).docker, 'main', url)).rejects.toMatchObject({
      code: 'provider-unreachable',
      exitCode: 75,
      message: expect.stringContaining(url),
      hint: expect.stringContaining('firewall'),
    });
  });

  it("gives the daemon's own words when it cannot be asked", async () => {
    const docker = fakeDocker({
      getContainer: () => ({ exec: sinon.stub().rejects(answer(409, 'container is not running')) }),
    });
    await expect(requireProvider(docker, 'main', url)).rejects.toMatchObject({
      code: 'docker-failed',
      message: expect.stringContaining('container is not running'),
    });
  });
});
