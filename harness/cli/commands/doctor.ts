import type { Command } from 'commander';
import type { DoctorSource } from '../../doctor/index.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { usageError } from '../../model/usage-error.ts';
import { driverOf } from '../../n8n/index.ts';
import { addDriverOptions } from '../arguments/driver-options.ts';
import { readEncryptionKey } from '../arguments/encryption-key.ts';
import { printLine, wantsColours, type CliContext } from '../context.ts';
import { asTyped } from '../terminal/own-command.ts';
import { saveReport } from '../terminal/save-report.ts';

const CTRF_FILE = 'doctor-ctrf.json';

const EXIT_CODE_HELP = `
Exit codes:
    0  no error was found; there may be warnings
    1  errors were found
    2  no error was found, and something that should be there could not be looked at
   64  there is nothing to look at, or n8n refuses the login
   75  the instance or the database cannot be reached
`;

interface DoctorCommandOptions {
  readonly n8n?: string;
  readonly export?: string;
  readonly database?: string;
  readonly keyFile?: string;
  readonly askProvider: boolean;
  readonly json: boolean;
  readonly ctrf?: string;
}

/** `oauth-chaos doctor`: looks over an n8n of the user's own. */
export function addDoctorCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  addDriverOptions(program.command('doctor'), ({ alsoForClean }) => alsoForClean === true)
    .description(
      'looks over an n8n of yours and says what will stop its workflows: tokens, scopes, clocks, retries, secrets, versions. Changes nothing',
    )
    .option('--n8n <address>', 'a running instance; after the login it is only read')
    .option('--export <folder>', 'what n8n export:workflow and export:credentials wrote')
    .option(
      '--database <where>',
      'n8n’s database: its file database.sqlite, or postgres://user@host:5432/database (password: PGPASSWORD)',
    )
    .option(
      '--key-file <file>',
      'with the key of the credentials: n8n’s file config, or the key alone (also: N8N_ENCRYPTION_KEY)',
    )
    .option(
      '--ask-provider',
      'also asks each token endpoint for the time, without credentials',
      false,
    )
    .option('--json', 'as JSON', false)
    .option('--ctrf <file>', "writes the Common Test Report Format; '-' is standard output")
    .addHelpText('after', EXIT_CODE_HELP)
    .action(async (options: DoctorCommandOptions) => {
      using _held = context.holdSignals();
      if (options.json && options.ctrf === '-')
        throw usageError('Could not print both --json and --ctrf - on standard output.');
      const source = await sourceOf(options, context);
      const { backend, signal, cwd, out } = context;
      const diagnosis = await backend.examine(source, {
        askProvider: options.askProvider,
        signal,
      });
      const views = await backend.diagnosisViews();
      if (options.json) printLine(context, JSON.stringify(diagnosis, null, 2));
      else if (options.ctrf !== '-')
        for (const line of views.lines(diagnosis, { colours: wantsColours(context) }))
          printLine(context, asTyped(line, context));
      if (options.ctrf !== undefined)
        await saveReport(CTRF_FILE, views.ctrf(diagnosis), {
          path: options.ctrf,
          runDirectory: cwd,
          cwd,
          out,
        });
      finish(diagnosis.exitCode);
    });
}

/** The one place that the user named. */
async function sourceOf(options: DoctorCommandOptions, context: CliContext): Promise<DoctorSource> {
  const { n8n, export: folder, database, keyFile } = options;
  const named = [n8n, folder, database].filter((one) => one !== undefined);
  if (named.length !== 1)
    throw usageError(
      named.length === 0
        ? 'Could not look over an n8n: nobody said which.'
        : 'Could not look over several at once: give one of --n8n, --export and --database.',
      '--n8n https://n8n.example, or --export FOLDER, or --database ~/.n8n/database.sqlite',
    );
  if (n8n !== undefined) {
    if (keyFile !== undefined)
      throw usageError(
        'Could not use --key-file: a running instance never hands out what it opens.',
      );
    const place = await driverOf(n8n).cleanUp?.admit?.(n8n, { ...options }, context);
    if (place === undefined)
      throw usageError(
        `Could not look over ${n8n}: it is not the address of a running instance.`,
        'Write where its editor is, for example --n8n https://n8n.example',
      );
    return { kind: 'instance', ...place };
  }
  const { cwd, env } = context;
  const key = readEncryptionKey(keyFile, context);
  return folder === undefined
    ? { kind: 'database', database: database ?? '', key, cwd, env }
    : { kind: 'export', folder, key, cwd };
}
