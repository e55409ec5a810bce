import type { Command } from 'commander';
import { collect } from '../arguments/run-options.ts';
import type { CliContext } from '../context.ts';
import { addConfigOption, openConfig, type ConfigOption } from './open-config.ts';
import { flagsOf, resolveRun, type ResolvedRun } from './resolve-run.ts';

/** Which configuration, and which projects of it. */
export interface ProjectOptions extends ConfigOption {
  readonly project?: readonly string[];
}

/** Declares the options that choose the configuration and its projects. */
export const addProjectOptions = (command: Command): Command =>
  addConfigOption(command).option(
    '--project <name>',
    'a project of the configuration, or a pattern; may be given more than once (default: all)',
    collect,
  );

/**
 * What a command line and its configuration say together.
 * @throws HarnessError exit 64
 */
export async function resolveCommand(
  wanted: readonly string[],
  options: ProjectOptions,
  command: Command,
  context: CliContext,
): Promise<ResolvedRun> {
  const config = await openConfig(options, context);
  return resolveRun(flagsOf(wanted, command), options.project ?? [], config, context);
}
