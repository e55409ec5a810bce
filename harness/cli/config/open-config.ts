import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import type { LoadedConfig } from '../../config/read-config.ts';
import type { CliContext } from '../context.ts';

/** Which configuration a command reads. */
export interface ConfigOption {
  /** A file; false: none. */
  readonly config?: string | boolean;
}

/** Declares the options that choose the configuration. */
export const addConfigOption = (command: Command): Command =>
  command
    .option('--config <file>', 'the configuration (default: oauth-chaos.config.* in this folder)')
    .option('--no-config', 'reads no configuration');

/**
 * Reads the configuration of a command, if there is one, and makes known what it adds: scenarios,
 * checkers, faults and presets of the user's own.
 * @throws HarnessError exit 64
 */
export async function openConfig(
  { config }: ConfigOption,
  { cwd, backend }: Pick<CliContext, 'cwd' | 'backend'>,
): Promise<LoadedConfig | undefined> {
  const { findConfig } = await import('../../config/find-config.ts');
  const file = findConfig(cwd, config === true ? undefined : config);
  if (file === undefined) return undefined;
  const { readConfig } = await import('../../config/read-config.ts');
  const loaded = await readConfig(file);
  backend.useOwn(
    (loaded.config.own ?? []).map((folder) => ({
      path: resolve(dirname(loaded.path), folder),
      shownAs: folder,
    })),
  );
  return loaded;
}
