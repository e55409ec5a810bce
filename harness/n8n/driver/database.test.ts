import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from './database.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

describe('SQLite', () => {
  it('runs statements with parameters and hands out rows', async () => {
    await using session = await openDatabase({ dialect: 'sqlite', file: join(folder, 'd.sqlite') });
    expect(session.dialect).toBe('sqlite');
    expect(await session.run('CREATE TABLE t (a, b)')).toEqual([]);
    await session.run('INSERT INTO t VALUES (?, ?)', ['x', 1]);
    expect(await session.run('SELECT a, b FROM t WHERE b = ?', [1])).toEqual([{ a: 'x', b: 1 }]);
  });

  it('rejects what SQLite refuses, and does not throw', async () => {
    await using session = await openDatabase({ dialect: 'sqlite', file: join(folder, 'd.sqlite') });
    await expect(session.run('SELECT * FROM missing')).rejects.toThrow(/no such table/);
  });

  it('only for looking, it changes nothing and reads beside a writer', async () => {
    const file = join(folder, 'd.sqlite');
    const n8n = new DatabaseSync(file);
    onTestFinished(() => n8n.close());
    n8n.exec(
      'PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1); BEGIN IMMEDIATE; INSERT INTO t VALUES (2)',
    );
    await using session = await openDatabase({ dialect: 'sqlite', file }, { readOnly: true });
    expect(await session.run('SELECT a FROM t')).toEqual([{ a: 1 }]);
    await expect(session.run('DELETE FROM t')).rejects.toThrow(/readonly database/);
  });

  it('a transaction that was left open ends with the connection', async () => {
    const file = join(folder, 'd.sqlite');
    const session = await openDatabase({ dialect: 'sqlite', file });
    await session.run('CREATE TABLE t (a)');
    await session.run('BEGIN IMMEDIATE');
    await session[Symbol.asyncDispose]();
    const n8n = new DatabaseSync(file, { timeout: 0 });
    onTestFinished(() => n8n.close());
    expect(() => n8n.exec('INSERT INTO t VALUES (1)')).not.toThrow();
  });

  it('in a folder that is not there is no database', async () => {
    await expect(
      openDatabase({ dialect: 'sqlite', file: join(folder, 'no', 'd.sqlite') }),
    ).rejects.toMatchObject({
      code: 'database-unreachable',
      message: expect.stringMatching(/^Could not open n8n's database: .*\.$/),
    });
  });

  it('one only to look at is not made', async () => {
    await expect(
      openDatabase({ dialect: 'sqlite', file: join(folder, 'd.sqlite') }, { readOnly: true }),
    ).rejects.toMatchObject({ code: 'database-unreachable' });
  });
});

describe('Postgres', () => {
  const at = (port: number) =>
    openDatabase({
      dialect: 'postgres',
      host: '127.0.0.1',
      port,
      database: 'd',
      user: 'u',
      password: 'very-secret',
    });

  it('that does not run is no database; its password is not told', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const error = await at(port).catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      code: 'database-unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(String(error)).not.toContain('very-secret');
  });

  it('that hangs up is none either', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    await expect(at((server.address() as AddressInfo).port)).rejects.toMatchObject({
      code: 'database-unreachable',
    });
  });
});
