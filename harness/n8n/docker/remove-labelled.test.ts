import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import { LEASE_LABEL } from './labels.ts';
import { removeLabelled } from './remove-labelled.ts';
import { removeFromDaemon } from './remove-leftovers.ts';
import { answer, fakeDocker, gone } from './testing/fake-docker.ts';

const ours = { Labels: { [LEASE_LABEL]: 'mine' } };
const anothers = { Labels: { [LEASE_LABEL]: 'mine-too' } };

/** A fake daemon with things of this harness and of others. It ignores the filter. */
function daemon(remove: sinon.SinonStub = sinon.stub().resolves()) {
  const removed: string[] = [];
  const one = (kind: string) => (id: string) => ({
    remove: async (options?: object) => {
      await remove(kind, id, options);
      removed.push(`${kind} ${id}`);
    },
  });
  const docker = fakeDocker({
    listContainers: sinon.stub().resolves([
      { Id: 'a', ...ours },
      { Id: 'b', ...anothers },
      { Id: 'c', ...ours },
    ]),
    listNetworks: sinon.stub().resolves([
      { Id: 'n', ...ours },
      { Id: 'bridge', Labels: null },
    ]),
    listVolumes: sinon.stub().resolves({
      Volumes: [
        { Name: 'v', ...ours },
        { Name: 'w', Labels: undefined },
      ],
    }),
    getContainer: one('container'),
    getNetwork: one('network'),
    getVolume: one('volume'),
  });
  return { docker, removed };
}

describe('removeLabelled', () => {
  it('removes what carries the lease and nothing else, containers first, with what they hold', async () => {
    const remove = sinon.stub().resolves();
    const { docker, removed } = daemon(remove);
    expect(await removeLabelled(docker, 'mine')).toEqual({
      containers: 2,
      networks: 1,
      volumes: 1,
    });
    expect(removed).toEqual(['container a', 'container c', 'network n', 'volume v']);
    expect(remove.calledWith('container', 'a', { force: true, v: true })).toBe(true);
  });

  it('does not mind what somebody else removes at the same time', async () => {
    const remove = sinon.stub().resolves();
    remove.withArgs('container', 'a').rejects(answer(404, 'No such container'));
    remove.withArgs('container', 'c').rejects(answer(409, 'removal is already in progress'));
    remove.withArgs('network').rejects(answer(404, 'no such network'));
    expect(await removeLabelled(daemon(remove).docker, 'mine')).toMatchObject({ containers: 2 });
  });

  it('waits for a network that does not know yet that its containers are gone', async () => {
    const remove = sinon.stub().resolves();
    remove.withArgs('network').onFirstCall().rejects(answer(403, 'has active endpoints'));
    const { docker, removed } = daemon(remove);
    await removeLabelled(docker, 'mine');
    expect(removed).toContain('network n');
  });

  it('says when the daemon has gone', async () => {
    await expect(
      removeLabelled(fakeDocker({ listContainers: sinon.stub().rejects(gone()) }), 'mine'),
    ).rejects.toMatchObject({ code: 'docker-unreachable', exitCode: 75 });
  });
});

describe('removeFromDaemon', () => {
  it('removes from the daemon the run was in', async () => {
    const { docker } = daemon();
    expect(await removeFromDaemon('D1', 'mine', async () => ({ docker, id: 'D1' }))).toMatchObject({
      containers: 2,
    });
  });

  it('leaves another daemon alone', async () => {
    const { docker, removed } = daemon();
    await expect(
      removeFromDaemon('D1', 'mine', async () => ({ docker, id: 'D2' })),
    ).rejects.toMatchObject({ code: 'docker-elsewhere', message: expect.stringContaining('D1') });
    expect(removed).toEqual([]);
  });
});
