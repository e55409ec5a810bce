import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteReader } from './sqlite-reader.ts';

/** A file of SQLite with one table, and a connection that writes into it. */
function writtenFile() {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-reader-'));
  const file = join(folder, 'database.sqlite');
  const writer = new DatabaseSync(file);
  writer.exec('PRAGMA journal_mode = WAL; CREATE TABLE token (value TEXT)');
  onTestFinished(() => {
    writer.close();
    rmSync(folder, { recursive: true });
  });
  return { file, write: (value: string) => writer.exec(`INSERT INTO token VALUES ('${value}')`) };
}

const VALUES = 'SELECT value FROM token';

test('two readers of a file see what was committed since they were opened', async () => {
  const { file, write } = writtenFile();
  await using one = await openSqliteReader(file, 0);
  await using other = await openSqliteReader(file, 0);
  expect(await one.run(VALUES)).toEqual([]);
  write('new');
  expect(await one.run(VALUES)).toMatchObject([{ value: 'new' }]);
  expect(await other.run(`${VALUES} WHERE value = ?`, ['new'])).toHaveLength(1);
});

test('a statement that fails spoils nothing for whoever reads the same file', async () => {
  const { file, write } = writtenFile();
  write('old');
  await using one = await openSqliteReader(file, 0);
  await using other = await openSqliteReader(file, 0);
  await expect(one.run('SELECT value FROM missing')).rejects.toThrow(/no such table/);
  expect(await other.run(VALUES)).toHaveLength(1);
  expect(await one.run(VALUES)).toHaveLength(1);
});

test('a reader cannot write, and keeps no writer waiting', async () => {
  const { file, write } = writtenFile();
  await using reader = await openSqliteReader(file, 0);
  await expect(reader.run("INSERT INTO token VALUES ('x')")).rejects.toThrow(/readonly/);
  await reader.run(VALUES);
  write('written meanwhile');
  expect(await reader.run(VALUES)).toHaveLength(1);
});

test('a file that is not there is refused each time, and found once it is there', async () => {
  const { file, write } = writtenFile();
  write('there');
  await expect(openSqliteReader(`${file}-2`, 0)).rejects.toThrow(/unable to open/);
  await expect(openSqliteReader(`${file}-2`, 0)).rejects.toThrow(/unable to open/);
  await using reader = await openSqliteReader(file, 0);
  expect(await reader.run(VALUES)).toHaveLength(1);
});
