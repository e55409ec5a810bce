import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { readLogs } from './read-logs.ts';
import { FakeService } from './testing/fake-service.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const serviceOf = (name: FakeService['name'], text?: string): FakeService => {
  const logFile = join(folder, `${name}.log`);
  if (text !== undefined) writeFileSync(logFile, text);
  return new FakeService(name, [], { logFile });
};

it('from the end nothing is read, and the marks are where each log ends now', async () => {
  const { texts, mark } = await readLogs(
    [serviceOf('main', 'one\n'), serviceOf('worker-1', 'three\n'), serviceOf('worker-2')],
    'end',
  );
  expect(texts).toEqual([
    { process: 'main', text: '' },
    { process: 'worker-1', text: '' },
    { process: 'worker-2', text: '' },
  ]);
  expect(mark).toEqual({ main: 4, 'worker-1': 6, 'worker-2': 0 });
});

it('each log is read from its own mark on, and a line is read once', async () => {
  const services = [serviceOf('main', 'old\n'), serviceOf('worker-1', 'older\n')];
  const { mark } = await readLogs(services, 'end');
  appendFileSync(join(folder, 'main.log'), 'new\n');
  appendFileSync(join(folder, 'worker-1.log'), 'newer\nhalf a');
  const first = await readLogs(services, mark);
  expect(first.texts).toEqual([
    { process: 'main', text: 'new\n' },
    { process: 'worker-1', text: 'newer\n' },
  ]);
  appendFileSync(join(folder, 'worker-1.log'), ' line\n');
  expect((await readLogs(services, first.mark)).texts).toEqual([
    { process: 'main', text: '' },
    { process: 'worker-1', text: 'half a line\n' },
  ]);
});

it('a process that has no mark yet is read from its beginning', async () => {
  expect(
    (await readLogs([serviceOf('main', 'a\n'), serviceOf('worker-1', 'b\n')], { main: 2 })).texts,
  ).toEqual([
    { process: 'main', text: '' },
    { process: 'worker-1', text: 'b\n' },
  ]);
});
