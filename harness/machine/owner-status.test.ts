import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownerStatus, readOwner, thisOwner, type Owner } from './owner-status.ts';

let folder: string;
let us: Owner;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'owner-'));
  us = await thisOwner('a test');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(record: unknown): ReturnType<typeof readOwner> {
  const path = join(folder, 'owner.json');
  writeFileSync(path, typeof record === 'string' ? record : JSON.stringify(record));
  return readOwner(path);
}

it.each([
  ['alive', {}],
  ['dead', { owner: { pid: process.pid, startedAt: 'before us' } }],
])('of this machine is %s by its process', async (status, change) => {
  expect(await ownerStatus({ ...us, ...change })).toBe(status);
});

it('is dead after a reboot, whoever has its number now', async () => {
  expect(await ownerStatus({ ...us, machine: { ...us.machine, boot: 'an earlier one' } })).toBe(
    'dead',
  );
});

it.each([{ host: 'build-7' }, { namespace: 'pid:[1]' }, { host: 'build-7', boot: 'another' }])(
  'with %j is elsewhere, alive or not',
  async (change) => {
    const machine = { ...us.machine, ...change };
    expect(await ownerStatus({ ...us, machine })).toBe('elsewhere');
    const owner = { pid: process.pid, startedAt: 'before us' };
    expect(await ownerStatus({ machine, owner })).toBe('elsewhere');
  },
);

it('is read from every form it was ever written in', () => {
  expect(read({ ...us, folders: [] })).toEqual({ ...us, groups: [] });
  expect(read({ ...us, groups: [us.owner] })).toEqual({ ...us, groups: [us.owner] });
  expect(read({ owner: us.owner, groups: [] })).toEqual({ owner: us.owner, groups: [] });
  expect(read(us.owner)).toEqual({ owner: us.owner, groups: [] });
});

it('without a machine, as earlier versions wrote it, counts as one of this machine', async () => {
  expect(await ownerStatus({ owner: us.owner })).toBe('alive');
  expect(await ownerStatus({ owner: { ...us.owner, startedAt: 'before us' } })).toBe('dead');
});

it.each(['', '{"owner', 'null', '{}', '{"owner":null,"groups":[]}', '[]'])(
  'is nobody in a file that says %j',
  (text) => expect(read(text)).toBeNull(),
);

it('is nobody where there is no file', () => {
  expect(readOwner(join(folder, 'none.json'))).toBeNull();
});
