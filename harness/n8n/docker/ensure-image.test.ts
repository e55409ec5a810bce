import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import { ensureImage } from './ensure-image.ts';
import { answer, fakeDocker, gone } from './testing/fake-docker.ts';

const missing = () => answer(404, 'No such image: n8nio/n8n:9.9.9');
const wanted = {
  image: 'n8nio/n8n:9.9.9',
  hint: 'Build it.',
  onPull: () => {},
  signal: new AbortController().signal,
};

/**
 * A fake daemon that finds the image after a number of queries, and whose pull ends with `error`
 * after reporting `events`.
 */
function daemon({
  inspect,
  pull = sinon.stub().resolves({}),
  events = [],
  error = null,
}: {
  inspect: sinon.SinonStub;
  pull?: sinon.SinonStub;
  events?: readonly object[];
  error?: Error | null;
}) {
  const followProgress = (
    _stream: unknown,
    done: (error: Error | null) => void,
    onProgress: (event: object) => void,
  ): void => {
    events.forEach(onProgress);
    done(error);
  };
  return fakeDocker({ getImage: () => ({ inspect }), pull, modem: { followProgress } });
}

describe('ensureImage', () => {
  it('pulls nothing that is there', async () => {
    const pull = sinon.stub();
    expect(
      await ensureImage(
        daemon({ inspect: sinon.stub().resolves({ Id: 'sha256:1' }), pull }),
        wanted,
      ),
    ).toBe('sha256:1');
    expect(pull.called).toBe(false);
  });

  it('pulls what is not, and tells how far it is', async () => {
    const inspect = sinon.stub().onFirstCall().rejects(missing()).resolves({ Id: 'sha256:1' });
    const said: string[] = [];
    const events = [
      { status: 'Pulling from n8nio/n8n', id: '9.9.9' },
      { status: 'Downloading', id: 'aaaaaaaaaaaa' },
      { status: 'Already exists', id: 'bbbbbbbbbbbb' },
      { status: 'Pull complete', id: 'aaaaaaaaaaaa' },
    ];
    await ensureImage(daemon({ inspect, events }), {
      ...wanted,
      onPull: (text) => said.push(text),
    });
    expect(said.at(0)).toBe('pulling n8nio/n8n:9.9.9');
    expect(said.at(-1)).toBe('pulling n8nio/n8n:9.9.9, 2 of 2 layers');
  });

  it('names the image that cannot be pulled, why, and what else to do', async () => {
    const docker = daemon({
      inspect: sinon.stub().rejects(missing()),
      pull: sinon
        .stub()
        .rejects(
          answer(
            500,
            'Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host',
          ),
        ),
    });
    await expect(ensureImage(docker, wanted)).rejects.toMatchObject({
      code: 'image-missing',
      exitCode: 75,
      hint: 'Build it.',
      message:
        'Could not get the image n8nio/n8n:9.9.9: this machine does not have it, and it cannot be pulled (Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host).',
    });
  });

  it('tells that there is no room, which only the end of a pull tells', async () => {
    const docker = daemon({
      inspect: sinon.stub().rejects(missing()),
      error: new Error('failed to register layer: write /usr/x: no space left on device'),
    });
    await expect(ensureImage(docker, wanted)).rejects.toMatchObject({
      code: 'docker-disk-full',
      exitCode: 75,
      message: "Could not get the image n8nio/n8n:9.9.9: Docker's disk is full.",
    });
  });

  it('does not take a daemon that has gone for a missing image', async () => {
    await expect(
      ensureImage(daemon({ inspect: sinon.stub().rejects(gone()) }), wanted),
    ).rejects.toMatchObject({ code: 'docker-unreachable' });
    await expect(
      ensureImage(
        daemon({ inspect: sinon.stub().rejects(missing()), pull: sinon.stub().rejects(gone()) }),
        wanted,
      ),
    ).rejects.toMatchObject({ code: 'docker-unreachable' });
  });

  it('stops on the signal, with its reason', async () => {
    const stop = new AbortController();
    const pull = sinon.stub().callsFake(async () => {
      stop.abort(new Error('interrupted'));
      throw new Error('aborted');
    });
    await expect(
      ensureImage(daemon({ inspect: sinon.stub().rejects(missing()), pull }), {
        ...wanted,
        signal: stop.signal,
      }),
    ).rejects.toThrow('interrupted');
  });
});
