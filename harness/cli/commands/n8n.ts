import type { Command } from 'commander';
import { HarnessError } from '../../model/error.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import type { InstalledEntry } from '../backend/backend.ts';
import { printLine, wantsColours, type CliContext } from '../context.ts';
import { asTyped } from '../terminal/own-command.ts';
import { createDisplay } from '../terminal/progress/create-display.ts';
import { sizeText } from '../terminal/size-text.ts';
import { table } from '../terminal/table.ts';

/** `oauth-chaos n8n`: manages the installed versions of n8n. */
export function addN8nCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  const { backend, signal } = context;
  const print = (line: string): void => printLine(context, line);
  const n8n = program.command('n8n').description('installs, lists and removes versions of n8n');
  n8n
    .command('install')
    .description('installs versions of n8n, or does nothing when they are there')
    .argument('<version...>', 'a version (2.41.1), the newest of a series (2.41, 1.x), or latest')
    .action(async (versions: string[]) => {
      using _held = context.holdSignals();
      finish(await install(versions, context));
    });
  n8n
    .command('list')
    .description('lists installed versions')
    .option('--json', 'as JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const installed = await backend.installer.list();
      if (json) print(JSON.stringify(installed, null, 2));
      else if (installed.length === 0)
        print(asTyped('None yet. Install one with: oauth-chaos n8n install latest', context));
      else table(installed.map(row)).forEach(print);
      finish(0);
    });
  n8n
    .command('remove')
    .description('removes installed versions')
    .argument('<version...>')
    .action(async (versions: string[]) => {
      using _held = context.holdSignals();
      for (const version of versions) {
        const { freedBytes } = await backend.installer.remove(version, signal);
        print(`Removed n8n ${version}; ${sizeText(freedBytes)} are free again.`);
      }
      finish(0);
    });
  n8n
    .command('where')
    .description('prints the folder of an installed version')
    .argument('<version>')
    .action(async (version: string) => {
      print(await where(version, context));
      finish(0);
    });
  n8n
    .command('refresh')
    .description('asks the registry again which versions can be installed')
    .action(async () => {
      using _held = context.holdSignals();
      const versions = await backend.installer.refresh(signal, print);
      print(
        `${versions.length} version${versions.length === 1 ? ' is' : 's are'} known to install, the newest: ${versions.slice(0, 3).join(', ')}`,
      );
      finish(0);
    });
}

async function where(version: string, { backend }: CliContext): Promise<string> {
  const folder = await backend.installer.where(version);
  if (folder !== undefined) return folder;
  throw new HarnessError(
    'n8n-not-installed',
    `Could not find n8n ${version}: it is not installed.`,
    { hint: 'Installed versions: oauth-chaos n8n list', exitCode: 64 },
  );
}

async function install(versions: readonly string[], context: CliContext): Promise<ExitCode> {
  const display = createDisplay(context, { colours: wantsColours(context), printsResults: false });
  try {
    for (const version of versions) {
      const entry = await context.backend.installer.install(version, {
        signal: context.signal,
        onProgress: (progress) => display.show(progress),
      });
      display.print(`n8n ${entry.version} is installed in ${entry.directory}`);
    }
  } finally {
    display.stop();
  }
  return 0;
}

const row = ({ version, directory, bytes }: InstalledEntry): readonly string[] => [
  version,
  bytes === undefined ? '' : sizeText(bytes),
  directory,
];
