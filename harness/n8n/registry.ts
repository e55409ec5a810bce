import type { RemoveContained } from '../machine/lease-leftovers.ts';
import { HarnessError } from '../model/error.ts';
import type { Driver } from './driver/driver.ts';
import * as registered from './drivers.ts';

const { embedded } = registered;

/** All drivers; first the one that needs only this machine. */
export const drivers: readonly Driver[] = [
  embedded,
  ...Object.values(registered).filter((driver) => driver !== embedded),
];

/**
 * Returns the driver to which a target text belongs. A text that no driver owns is treated as a
 * version, and the embedded driver's error says which forms are allowed.
 */
export const driverOf = (text: string): Driver =>
  drivers.find((driver) => driver.owns(text)) ?? embedded;

/**
 * Removes what belongs to a lease from a container daemon, with the driver that works with such
 * daemons.
 */
export const removeContained: RemoveContained = async (daemon, lease) => {
  const remove = drivers.find(({ cleanUp }) => cleanUp?.inDaemon !== undefined)?.cleanUp?.inDaemon;
  if (remove === undefined)
    throw new HarnessError(
      'daemon-unknown',
      `Could not clean up in ${daemon}: no driver knows it.`,
    );
  return await remove(daemon, lease);
};
