import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import { CAPABILITIES, type Capability } from '../../model/capability.ts';
import { targetFaults } from '../faults/index.ts';
import { capabilitiesOf, DRIVERS } from './capabilities.ts';
import { TOPOLOGIES } from './topology.ts';

const OF_PARTS: readonly Capability[] = ['database-server', 'workers', 'locks', 'redis'];

/** Asks as if on another system. */
function on(platform: NodeJS.Platform, ...[driver, topology]: Parameters<typeof capabilitiesOf>): ReadonlySet<Capability> {
  const pretending = sinon.stub(process, 'platform').value(platform);
  try {
    return capabilitiesOf(driver, topology);
  } finally {
    pretending.restore();
  }
}

describe('capabilitiesOf', () => {
  it.each([
    ['single', []],
    ['postgres', ['database-server']],
    ['queue', OF_PARTS],
  ] as const)('%s has what its parts make possible', (topology, expected) => {
    for (const driver of ['embedded', 'docker'] as const) {
      const all = capabilitiesOf(driver, topology);
      expect(OF_PARTS.filter((capability) => all.has(capability))).toEqual(expected);
    }
  });

  it('with a running instance nothing can be done but run workflows, whatever it is made of', () => {
    for (const topology of TOPOLOGIES) expect(capabilitiesOf('remote', topology).size).toBe(0);
  });

  it('only Linux tells which process of this machine sends; containers are told apart everywhere', () => {
    expect([on('linux', 'embedded', 'single').has('sender'), on('darwin', 'embedded', 'single').has('sender'), on('darwin', 'docker', 'queue').has('sender')]).toEqual([true, false, true]);
    expect(on('darwin', 'embedded', 'single').has('kill')).toBe(true);
  });

  it('the clock of a container is not ours to move', () => {
    expect([capabilitiesOf('embedded', 'single').has('skew-clock'), capabilitiesOf('docker', 'single').has('skew-clock')]).toEqual([true, false]);
  });

  it('somewhere there is a target for every fault, and every capability is explained', () => {
    const combinations = DRIVERS.flatMap((driver) => TOPOLOGIES.map((topology) => on('linux', driver, topology)));
    expect(targetFaults.filter(({ requires }) => !combinations.some((all) => requires.every((capability) => all.has(capability)))).map(({ name }) => name)).toEqual([]);
    expect(combinations.flatMap((all) => [...all]).filter((capability) => !Object.hasOwn(CAPABILITIES, capability))).toEqual([]);
  });
});
