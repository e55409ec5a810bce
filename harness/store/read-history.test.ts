import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventSchema } from '../model/event-schema.ts';
import { readHistory } from './read-history.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-history-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('reads what a fault acts on from a history that called it its surface', () => {
  const old = {
    n: 1,
    at: 0,
    type: 'fault',
    fault: 'token/slow',
    id: 'fault-1',
    state: 'begin',
    surface: 'token-endpoint',
    options: {},
  };
  const path = join(folder, 'history.ndjson');
  writeFileSync(path, `${JSON.stringify(old)}\n`);
  const [event] = readHistory(path).events;
  const { surface: actsOn, ...rest } = old;
  expect(event).toEqual({ actsOn, ...rest });
  expect(eventSchema.parse(event)).toEqual(event);
});

const written = (...events: readonly unknown[]): string => {
  const path = join(folder, 'history.ndjson');
  writeFileSync(path, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return path;
};

it.each([
  [{ n: 1, type: 'nonsense' }, 'not an event of type "nonsense": `type` is not as it must be'],
  [{ n: 1, at: 0, type: 'phase' }, 'not an event of type "phase": `phase` is not as it must be'],
  [{ n: 1, type: 'end' }, 'not an event of type "end": `at` is not as it must be'],
  ['text', 'not an event'],
])('does not take %j for an event', (event, reason) => {
  const path = written(event);
  expect(() => readHistory(path)).toThrow(`Could not read ${path}:1: ${reason}.`);
});

it('says when a newer version has written it', () => {
  expect(() => readHistory(written({ n: 1, at: 0, type: 'scenario', schemaVersion: 3 }))).toThrow(
    expect.objectContaining({ code: 'run-newer', exitCode: 64 }),
  );
});

it('a history that is not there is what was given, not a mistake of the program', () => {
  expect(() => readHistory(join(folder, 'gone.ndjson'))).toThrow(
    expect.objectContaining({ code: 'history-damaged', exitCode: 64 }),
  );
});

it('what cannot be read is what was given, too', () => {
  expect(() => readHistory(folder)).toThrow(
    expect.objectContaining({
      code: 'storage-failed',
      exitCode: 64,
      message: `Could not read ${folder}: it is a folder.`,
    }),
  );
});
