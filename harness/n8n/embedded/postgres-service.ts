import { chmodSync, chownSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Lease } from '../../machine/lease.ts';
import { newSecret } from '../../machine/new-secret.ts';
import { HarnessError } from '../../model/error.ts';
import type { ProcessEvent } from '../../model/target.ts';
import type { DatabaseAddress } from '../driver/database.ts';
import { postgresAnswers } from '../driver/service-answers.ts';
import { POSTGRES_SETTINGS } from '../driver/service-settings.ts';
import { boot } from './boot.ts';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { ProcessService } from './process-service.ts';

export interface ServiceOptions {
  readonly port: number;
  readonly logFile: string;
  readonly lease: Lease;
  readonly onProcess: (event: ProcessEvent) => void;
}

type PostgresAddress = Extract<DatabaseAddress, { dialect: 'postgres' }>;

const USER = 'n8n';
const DATABASE = 'postgres';
const READY_WITHIN_MS = 60_000;

/**
 * Makes a Postgres for one n8n on 127.0.0.1, with its data in a leased folder. Does not start it
 * yet.
 * @throws HarnessError `postgres-missing`, `postgres-failed` (75)
 */
export async function createPostgres({ port, logFile, lease, onProcess }: ServiceOptions): Promise<{
  readonly service: ProcessService;
  readonly address: PostgresAddress;
}> {
  // The data is in the system's folder for temporary files, because `nobody` cannot enter every
  // user's home folder.
  const directory = mkdtempSync(join(tmpdir(), 'oauth-chaos-postgres-data-'));
  lease.makeFolder(directory);
  const binaries = postgresBinaries(directory);
  const password = newSecret();
  const address: PostgresAddress = {
    dialect: 'postgres',
    host: '127.0.0.1',
    port,
    database: DATABASE,
    user: USER,
    password,
  };
  const data = await initialise(directory, password, binaries);
  const { postgres: command, user } = binaries;
  const service = new ProcessService('postgres', logFile, (signal) =>
    boot({
      name: 'postgres',
      what: 'Postgres',
      command,
      args: [
        '-D',
        data,
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        ...POSTGRES_SETTINGS,
        '-c',
        'unix_socket_directories=',
      ],
      environment: environment(),
      directory: data,
      logFile,
      lease,
      onProcess,
      // SIGINT requests a "fast shutdown". After SIGTERM Postgres would wait until n8n closes its
      // connections.
      stopSignal: 'SIGINT',
      ...(user === undefined ? {} : { user }),
      ready: () => postgresAnswers(address),
      secrets: [password],
      signal,
      withinMs: READY_WITHIN_MS,
    }),
  );
  return { service, address };
}

/**
 * Only PATH is passed on: Postgres runs as `nobody`, and every other program of this user could
 * read the environment.
 */
const environment = (): Readonly<Record<string, string>> => ({
  PATH: process.env['PATH'] ?? '',
  TZ: 'UTC',
  LC_ALL: 'C',
});

async function initialise(
  directory: string,
  password: string,
  { initdb, user }: PostgresBinaries,
): Promise<string> {
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined)
    for (const path of [directory, passwordFile]) chownSync(path, user.uid, user.gid);
  chmodSync(directory, 0o700);
  const data = join(directory, 'data');
  const args = [
    '-D',
    data,
    '-U',
    USER,
    '--pwfile',
    passwordFile,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const { exitCode, all } = await execa(initdb, args, {
    reject: false,
    all: true,
    cwd: directory,
    env: environment(),
    extendEnv: false,
    stdin: 'ignore',
    ...user,
  });
  if (exitCode !== 0)
    throw new HarnessError(
      'postgres-failed',
      `Could not start Postgres: its database could not be made.\n${all?.trim().split('\n').slice(-10).join('\n') ?? ''}`,
      { exitCode: 75 },
    );
  writeFileSync(passwordFile, '');
  return data;
}
