import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import { inspectImage } from './inspect-image.ts';
import { LEASE_LABEL } from './labels.ts';
import { answer, fakeDocker, FakeContainer } from './testing/fake-docker.ts';

/** A fake container that prints a text and ends. */
function says(text: string): FakeContainer {
  const container = new FakeContainer();
  container.start.callsFake(async () => {
    container.say(text);
    container.end(0);
  });
  return container;
}

const look = (container: FakeContainer, createContainer = sinon.stub().resolves(container)) =>
  inspectImage(fakeDocker({ createContainer }), 'acme/n8n:1', 'lease-1');

describe('inspectImage', () => {
  it('reads both versions, in a container that carries the lease and is removed', async () => {
    const container = says('{"n8n":"2.41.1","node":"24.1.0"}\n');
    const createContainer = sinon.stub().resolves(container);
    expect(await look(container, createContainer)).toEqual({ n8n: '2.41.1', node: '24.1.0' });
    expect(createContainer.firstCall.args[0]).toMatchObject({
      Labels: { [LEASE_LABEL]: 'lease-1' },
      HostConfig: { NetworkMode: 'none' },
    });
    expect(container.remove.calledOnceWith({ force: true, v: true })).toBe(true);
  });

  it.each(['', 'Segmentation fault', '{"n8n":1}'])(
    'refuses an image that says %j',
    async (text) => {
      await expect(look(says(text))).rejects.toMatchObject({
        code: 'image-not-n8n',
        exitCode: 75,
        message: 'Could not use the image acme/n8n:1: there is no n8n in it.',
      });
    },
  );

  it('refuses an image without node, and removes the container', async () => {
    const container = new FakeContainer();
    container.start.rejects(
      answer(
        400,
        'OCI runtime create failed: exec: "node": executable file not found in $PATH: unknown',
      ),
    );
    await expect(look(container)).rejects.toMatchObject({ code: 'image-not-n8n' });
    expect(container.remove.calledOnce).toBe(true);
  });

  it('refuses an n8n that is too old', async () => {
    await expect(look(says('{"n8n":"1.50.0","node":"20.1.0"}'))).rejects.toMatchObject({
      code: 'n8n-too-old',
      exitCode: 64,
      message: expect.stringContaining('1.50.0'),
    });
  });

  it("gives the daemon's own words for anything else", async () => {
    await expect(
      look(new FakeContainer(), sinon.stub().rejects(answer(500, 'out of luck'))),
    ).rejects.toMatchObject({
      code: 'docker-failed',
      message: 'Could not look into the image acme/n8n:1: out of luck.',
    });
  });
});
