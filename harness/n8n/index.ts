/**
 * The only file of this folder that other folders import: n8n under test, in whatever way it runs.
 * It loads nothing large. Large modules are loaded with the first use of a driver or of the
 * installer.
 */
export { driverOf, drivers, removeContained } from './registry.ts';
export type {
  Asker,
  CleanUpPlace,
  CreateOptions,
  Driver,
  DriverOption,
  DriverOptions,
  TargetChoice,
} from './driver/driver.ts';
export { parseSettings, requireFreeSettings, shownSettings } from './driver/chosen-settings.ts';
export { targetId, TOPOLOGIES, type Deployment, type Topology } from './driver/topology.ts';
export type { InstanceReader } from './remote/reader.ts';
export type { DatabaseAddress } from './driver/database.ts';
export type { InstallProgress } from './install/installed-n8n.ts';

/** An n8n that the workers of a test runner share. */
export const loadShared = () => import('./shared/index.ts');
/** Installing, listing and removing versions of n8n. */
export const loadInstaller = () => import('./install/index.ts');
/** Reading what an n8n has, without changing it: over REST, from its database, or decrypting it. */
export const loadReading = () => import('./reading.ts');
