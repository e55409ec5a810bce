import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keeping } from '../testing/run-cli.ts';
import { saveReport } from './save-report.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'save-report-'));
  mkdirSync(join(cwd, 'run'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const out = keeping();
const save = (path?: string, written = 'the report') =>
  saveReport('report.html', written, { path, runDirectory: join(cwd, 'run'), cwd, out });

it('goes into the folder of the run, for its owner alone', async () => {
  expect(await save()).toEqual([join(cwd, 'run/report.html')]);
  expect(statSync(join(cwd, 'run/report.html')).mode & 0o777).toBe(0o600);
});

it('goes to a place of the user, into folders that are made, readable as other files are', async () => {
  writeFileSync(join(cwd, 'like'), '');
  await save('new/folder/a.html');
  const file = join(cwd, 'new/folder/a.html');
  expect(statSync(file).mode).toBe(statSync(join(cwd, 'like')).mode);
  chmodSync(file, 0o640);
  await save('new/folder/a.html', 'again');
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['again', 0o640]);
  expect(readdirSync(join(cwd, 'new/folder'))).toEqual(['a.html']);
});

it('goes to standard output', async () => {
  expect(await save('-')).toEqual([]);
  expect(out.text()).toBe('the report');
});

it('goes into a named pipe, which stays one', async () => {
  const pipe = join(cwd, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [read] = await Promise.all([text(reader.stdout), save(pipe), once(reader, 'close')]);
  expect([read, statSync(pipe).isFIFO()]).toEqual(['the report', true]);
});

it('says what went wrong', async () => {
  await expect(save('run')).rejects.toMatchObject({ code: 'storage-failed' });
  writeFileSync(join(cwd, 'file'), '');
  await expect(save('file/a.html')).rejects.toMatchObject({
    code: 'storage-failed',
    message: expect.stringContaining('a file of this name is in the way'),
  });
});
