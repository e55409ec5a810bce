import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectPath } from './inspect-path.ts';
import { NEVER, temporaryCache, writeFakeN8n } from './testing/test-support.ts';

test.each([['node_modules/n8n'], ['.'], ['packages/cli']])(
  'finds n8n in %s of the folder and a Node that fits',
  async (place) => {
    await using temporary = await temporaryCache();
    const dir = join(temporary.root, 'mine');
    await writeFakeN8n(join(dir, place), '2.41.1', `>=${process.versions.node}`);
    expect(await inspectPath(dir, NEVER, { cache: temporary.cache })).toEqual({
      version: '2.41.1',
      directory: dir,
      node: process.execPath,
      nodeVersion: process.versions.node,
      overrides: {},
      entry: join(dir, place, 'bin', 'n8n'),
      installMs: 0,
    });
  },
);

test('writes nothing there', async () => {
  await using temporary = await temporaryCache();
  const dir = join(temporary.root, 'mine');
  await writeFakeN8n(dir, '2.41.1', '*');
  const before = await readdir(dir, { recursive: true });
  await inspectPath(dir, NEVER, { cache: temporary.cache });
  expect(await readdir(dir, { recursive: true })).toEqual(before);
});

test('a folder that is not there', async () => {
  await expect(inspectPath('/no/such/folder')).rejects.toMatchObject({
    code: 'target-path-unusable',
    exitCode: 64,
    message: 'Could not use path:/no/such/folder: there is no such folder.',
  });
});

test('a file', async () => {
  await using temporary = await temporaryCache();
  await writeFile(join(temporary.root, 'file'), '');
  await expect(inspectPath(join(temporary.root, 'file'))).rejects.toThrow('it is not a folder.');
});

test('a folder of something else', async () => {
  await using temporary = await temporaryCache();
  await writeFile(
    join(temporary.root, 'package.json'),
    JSON.stringify({ name: 'other', version: '1.0.0' }),
  );
  await expect(inspectPath(temporary.root)).rejects.toMatchObject({
    exitCode: 64,
    message: expect.stringContaining('it holds no n8n.'),
  });
});

test('an n8n that was never built', async () => {
  await using temporary = await temporaryCache();
  await mkdir(join(temporary.root, 'bin'), { recursive: true });
  await writeFile(join(temporary.root, 'bin', 'n8n'), '');
  await writeFile(
    join(temporary.root, 'package.json'),
    JSON.stringify({ name: 'n8n', version: '2.41.1' }),
  );
  await expect(inspectPath(temporary.root)).rejects.toThrow(/is not built/);
});

test.skipIf(process.getuid?.() === 0)('a folder that may not be read', async () => {
  await using temporary = await temporaryCache();
  await chmod(temporary.root, 0o000);
  await expect(inspectPath(temporary.root)).rejects.toThrow('it may not be read.');
  await chmod(temporary.root, 0o700);
});
