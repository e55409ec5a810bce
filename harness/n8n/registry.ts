import type { RemoveContained } from '../machine/lease-leftovers.ts';
import { HarnessError } from '../model/error.ts';
import type { Driver } from './driver/driver.ts';
import * as registered from './drivers.ts';

const { embedded } = registered;

/** All drivers, the one that needs nothing but this machine first. */
export const drivers: readonly Driver[] = [
  embedded,
  ...Object.values(registered).filter((driver) => driver !== embedded),
];

/**
 * The driver a target text belongs to. One that is nobody's is read as a version: its driver says
 * what may be written.
 */
export const driverOf = (text: string): Driver =>
  drivers.find((driver) => driver.owns(text)) ?? embedded;

/** Removes what a lease holds in a container daemon, by the driver that knows daemons. */
export const removeContained: RemoveContained = async (daemon, lease) => {
  const remove = drivers.find(({ cleanUp }) => cleanUp?.inDaemon !== undefined)?.cleanUp?.inDaemon;
  if (remove === undefined)
    throw new HarnessError(
      'daemon-unknown',
      `Could not clean up in ${daemon}: no driver knows it.`,
    );
  return await remove(daemon, lease);
};
