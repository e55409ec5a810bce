import { expect, it } from 'vitest';
import { openEngine } from './engine.ts';

it.each(['tcp://build.example:2376', 'ssh://me@build.example'])(
  'refuses a daemon on another machine (%s) before anything is asked',
  async (address) => {
    await expect(openEngine({ DOCKER_HOST: address })).rejects.toMatchObject({
      code: 'docker-elsewhere',
      exitCode: 75,
      message: expect.stringContaining('build.example'),
    });
  },
);

it('takes no other daemon than the one DOCKER_HOST names', async () => {
  await expect(
    openEngine({ DOCKER_HOST: 'unix:///nonexistent/docker.sock' }),
  ).rejects.toMatchObject({
    code: 'docker-unreachable',
    exitCode: 75,
    message: expect.stringContaining('/nonexistent/docker.sock'),
  });
});
