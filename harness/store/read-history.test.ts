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
