import { expect, test } from 'vitest';
import { parseProcStat } from './proc-stat.ts';
import { parsePsTable } from './ps-table.ts';
import { environmentOf, runningProcess, runningProcesses } from './running-processes.ts';

test('our own process is among those that run, and the same when asked for alone', async () => {
  const own = await runningProcess(process.pid);
  expect(own).toMatchObject({ pid: process.pid });
  expect((await runningProcesses()).find(({ pid }) => pid === process.pid)).toEqual(own);
});

test('a process that does not exist does not run and has no environment', async () => {
  expect(await runningProcess(2 ** 30)).toBeUndefined();
  expect(await environmentOf(2 ** 30)).toBe('');
});

const statOf = (program: string, state: string): string =>
  `41 (${program}) ${state} 1 7 7 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 8123 0 0`;

test('the stat line of Linux is read whatever the program is called; a zombie does not run', () => {
  expect(parseProcStat(statOf('node', 'S'))).toEqual({ group: 7, startedAt: '8123' });
  expect(parseProcStat(statOf('a) Z (b', 'R'))).toEqual({ group: 7, startedAt: '8123' });
  expect(parseProcStat(statOf('node', 'Z'))).toBeUndefined();
  expect(parseProcStat('')).toBeUndefined();
});

test('the table of ps is read line by line, without zombies', () => {
  const table = [
    '  501   501 Ss   Mon Nov  2 09:04:05 2026',
    '  612   501 Z    Mon Nov  2 09:04:06 2026',
    ' 7000  7000 S+   Tue Nov  3 10:00:00 2026',
    '',
  ].join('\n');
  expect(parsePsTable(table)).toEqual([
    { pid: 501, group: 501, startedAt: 'Mon Nov 2 09:04:05 2026' },
    { pid: 7000, group: 7000, startedAt: 'Tue Nov 3 10:00:00 2026' },
  ]);
});
