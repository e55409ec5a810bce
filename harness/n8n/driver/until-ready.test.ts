import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { untilReady, type Readiness } from './until-ready.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'until-ready-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const never = new AbortController().signal;

/** Waits for a service that never becomes ready, and has written this log. */
async function waited(log: string, part: Partial<Readiness> = {}) {
  const logFile = join(folder, 'main.log');
  writeFileSync(logFile, log);
  const stop = sinon.fake.resolves(undefined);
  const error: unknown = await untilReady(
    { ended: never, stop },
    {
      what: 'n8n 9.9.9',
      logFile,
      ready: async () => false,
      secrets: [],
      signal: never,
      ...part,
    },
    0,
  ).catch((thrown: unknown) => thrown);
  return { error, stopped: stop.calledOnceWithExactly(true) };
}

it('a full disk ends the wait at once, with what n8n said', async () => {
  const log = 'error  There was an error running database migrations\n';
  const { error, stopped } = await waited(log, { freeBytes: async () => 4_096 });
  expect(error).toMatchObject({
    code: 'n8n-start-failed',
    exitCode: 75,
    message: expect.stringMatching(/the disk is full: [^]*error running database migrations/),
  });
  expect(stopped).toBe(true);
});

it.each([
  'error  SQLITE_FULL: database or disk is full\n',
  "Error: ENOSPC: no space left on device, mkdir '/home/node/.n8n'\n",
  'could not extend file "base/1": No space left on device\n',
  'error  EDQUOT: disk quota exceeded, write\n',
])('a disk of its own that is full is told by its log: %s', async (log) => {
  expect((await waited(log)).error).toMatchObject({
    message: expect.stringContaining('its disk is full'),
  });
});

it('room that is left, and other errors, end nothing', async () => {
  const { error } = await waited('error  Failed to start Python task runner\n', { withinMs: 400 });
  // The first line alone is what a report of the run says.
  expect(error).toMatchObject({
    message: expect.stringMatching(
      /was not ready after 0 s\.\nThe last lines of its log:\n {2}error/,
    ),
  });
});
