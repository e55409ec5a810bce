export { ensureInstalled } from './ensure-installed.ts';
export { listInstalled } from './list-installed.ts';
export { refreshKnownVersions } from './refresh-known-versions.ts';
export { removeVersion } from './remove-version.ts';
export { requirePublished } from './require-published.ts';
export { resolveTarget } from './resolve-target.ts';
export { sweepUnderLock } from './staging-job.ts';
