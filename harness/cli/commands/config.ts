import type { Command } from 'commander';
import { createColors } from 'picocolors';
import type { ExitCode } from '../../model/exit-code.ts';
import { addRunOptions } from '../arguments/run-options.ts';
import {
  addProjectOptions,
  resolveCommand,
  type ProjectOptions,
} from '../config/resolve-command.ts';
import type { ResolvedRun } from '../config/resolve-run.ts';
import { projectRows, wholeRows, type SettingRow } from '../config/setting-rows.ts';
import { printLine, wantsColours, type CliContext } from '../context.ts';
import { table } from '../terminal/table.ts';

/** `oauth-chaos config` */
export function addConfigCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  const config = program
    .command('config')
    .description('shows what a run would be told by its configuration');
  addProjectOptions(
    addRunOptions(
      config
        .command('print')
        .description('prints every setting of `run` with these options, and where it comes from'),
    ),
  )
    .option('--json', 'as JSON', false)
    .action(async (wanted: string[], options: PrintOptions, command: Command) => {
      const resolved = await resolveCommand(wanted, options, command, context);
      if (options.json) printLine(context, JSON.stringify(asJson(resolved, context), null, 2));
      else print(resolved, context);
      finish(0);
    });
}

type PrintOptions = ProjectOptions & { readonly json: boolean };

const shown = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join(', ') : String(value ?? '');

function print(resolved: ResolvedRun, context: CliContext): void {
  const { bold, dim } = createColors(wantsColours(context));
  const rows = (all: readonly SettingRow[]): void =>
    table(all.map(({ key, value, from }) => [key, shown(value), from])).forEach((line) =>
      printLine(context, line),
    );
  printLine(
    context,
    dim(
      resolved.config === undefined
        ? 'No configuration was read.'
        : `Configuration ${resolved.config.shownAs}`,
    ),
  );
  rows(wholeRows(resolved, context));
  for (const project of resolved.projects) {
    printLine(context);
    if (project.name !== undefined) printLine(context, bold(`Project ${project.name}`));
    rows(projectRows(project));
  }
}

const asJson = (resolved: ResolvedRun, context: CliContext): unknown => ({
  config: resolved.config?.shownAs ?? null,
  run: wholeRows(resolved, context),
  projects: resolved.projects.map((project) => ({
    name: project.name ?? null,
    settings: projectRows(project),
  })),
});
