import { cpSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContainerOptions } from './container-spec.ts';

/** Path of the folder in every n8n container. */
const INSIDE = '/oauth-chaos/shared';

/**
 * A folder that all containers of one n8n read. It contains the clock shim and the file that says
 * how far the clock is off.
 */
export interface SharedFolder {
  /** File that the harness writes to move the clock. */
  readonly clockFile: string;
  readonly mounts: NonNullable<ContainerOptions['mounts']>;
}

/**
 * Fills a folder with the clock shim and the package fake-timers that it needs: an n8n image has no
 * fake-timers, or another version.
 */
export function makeSharedFolder(folder: string): SharedFolder {
  mkdirSync(folder, { recursive: true });
  cpSync(
    fileURLToPath(new URL('../driver/clock-shim/clock-shim.cjs', import.meta.url)),
    join(folder, 'clock-shim.cjs'),
  );
  copyPackages('@sinonjs/fake-timers', import.meta.url, join(folder, 'node_modules'));
  return {
    clockFile: join(folder, 'clock-offset'),
    mounts: { [INSIDE]: { source: folder, readOnly: true } },
  };
}

/** Environment variables that make n8n load the clock shim. */
export const sharedEnvironment = (): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--require ${INSIDE}/clock-shim.cjs`,
  OAUTH_CHAOS_CLOCK_FILE: `${INSIDE}/clock-offset`,
  OAUTH_CHAOS_FAKE_TIMERS: `${INSIDE}/node_modules/@sinonjs/fake-timers`,
});

/** Copies a package and its dependencies. Follows pnpm's links. */
function copyPackages(name: string, from: string, into: string): void {
  const manifest = createRequire(from).resolve(`${name}/package.json`);
  const { dependencies = {} } = createRequire(from)(manifest) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  cpSync(dirname(manifest), join(into, name), { recursive: true, dereference: true });
  for (const dependency of Object.keys(dependencies)) copyPackages(dependency, manifest, into);
}
