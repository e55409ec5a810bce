import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import { providerPlace } from './provider-place.ts';
import { fakeDocker, gone } from './testing/fake-docker.ts';

const daemon = (network: object) =>
  fakeDocker({ getNetwork: () => ({ inspect: sinon.stub().resolves(network) }) });
const bridge = daemon({
  IPAM: {
    Config: [
      { Subnet: 'fd00::/64', Gateway: 'fd00::1' },
      { Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' },
    ],
  },
});

describe('providerPlace', () => {
  it('is the address of the bridge where this machine has it', async () => {
    expect(
      await providerPlace(bridge, {
        isOurs: async (address) => address === '172.17.0.1',
        inContainer: false,
      }),
    ).toEqual({ host: '172.17.0.1', virtual: false });
  });

  it('is this machine by its name inside where the daemon is in a virtual machine', async () => {
    const place = await providerPlace(bridge, { isOurs: async () => false, inContainer: false });
    expect(place).toMatchObject({ host: '127.0.0.1', virtual: true });
    expect(place.publicUrl?.(8090)).toBe('http://host.docker.internal:8090');
  });

  it('is nowhere when the harness is in a container and the daemon is not', async () => {
    await expect(
      providerPlace(bridge, { isOurs: async () => false, inContainer: true }),
    ).rejects.toMatchObject({ code: 'docker-elsewhere', exitCode: 75 });
  });

  it('does without an address the daemon does not tell', async () => {
    expect(
      await providerPlace(
        daemon({ IPAM: { Config: null }, Options: { 'com.docker.network.bridge.name': 'lo' } }),
        { isOurs: async (address) => address === '127.0.0.1', inContainer: false },
      ),
    ).toEqual({ host: '127.0.0.1', virtual: false });
  });

  it('is the first address of the subnet where neither daemon nor machine name one', async () => {
    const quiet = daemon({
      IPAM: { Config: [{ Subnet: 'fd00::/64' }, { Subnet: '172.17.0.0/16' }] },
      Options: { 'com.docker.network.bridge.name': 'a-bridge-that-is-not-up' },
    });
    expect(
      await providerPlace(quiet, {
        isOurs: async (address) => address === '172.17.0.1',
        inContainer: true,
      }),
    ).toEqual({ host: '172.17.0.1', virtual: false });
  });

  it('says when the daemon has gone', async () => {
    await expect(
      providerPlace(fakeDocker({ getNetwork: () => ({ inspect: sinon.stub().rejects(gone()) }) })),
    ).rejects.toMatchObject({ code: 'docker-unreachable' });
  });
});
