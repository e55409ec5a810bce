import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyEdit, undoLeftEdits } from './apply-edit.ts';
import type { Edit } from './edit.ts';
import { privateCopy } from './private-copy.ts';

const CODE = 'if (status === 401) refresh();\n';
const edit: Edit = {
  name: 'refreshes-on-403',
  harm: 'Nothing is mended.',
  file: 'dist/oauth.js',
  search: 'status === 401',
  replace: 'status >= 401',
  near: [],
};

let folder: string;
let installed: string;
let copy: string;
const inCopy = (): string => readFileSync(join(copy, edit.file), 'utf8');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sabotage-'));
  installed = join(folder, 'installed');
  copy = join(folder, 'copies', '1');
  mkdirSync(join(installed, 'dist'), { recursive: true });
  writeFileSync(join(installed, edit.file), CODE);
  // As in a real install: hard links into a store that other versions share.
  linkSync(join(installed, edit.file), join(folder, 'store.js'));
  await privateCopy(installed, copy, () => {});
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('applyEdit', () => {
  it('changes the copy alone, and undoes it', async () => {
    const undo = await applyEdit(copy, edit);
    expect(inCopy()).toBe('if (status >= 401) refresh();\n');
    expect(readFileSync(join(installed, edit.file), 'utf8')).toBe(CODE);
    expect(readFileSync(join(folder, 'store.js'), 'utf8')).toBe(CODE);
    await undo();
    expect(inCopy()).toBe(CODE);
  });

  it.each([
    ['0 times', 'status === 402'],
    ['2 times', 're'],
  ])('refuses an edit whose text is there %s, and changes nothing', async (times, search) => {
    await expect(applyEdit(copy, { ...edit, search })).rejects.toMatchObject({
      code: 'edit-does-not-apply',
      message: expect.stringContaining(times),
    });
    expect(inCopy()).toBe(CODE);
  });

  it('keeps dollar signs of the replacement as they are', async () => {
    await applyEdit(copy, { ...edit, replace: "$& $1 $'" });
    expect(inCopy()).toBe("if ($& $1 $') refresh();\n");
  });

  it.each([
    ['a hard link', linkSync],
    ['a symbolic link', symlinkSync],
  ])('writes through no link: %s', async (_, link) => {
    rmSync(join(copy, edit.file));
    link(join(installed, edit.file), join(copy, edit.file));
    await expect(applyEdit(copy, edit)).rejects.toMatchObject({ code: 'copy-not-private' });
    expect(readFileSync(join(installed, edit.file), 'utf8')).toBe(CODE);
  });
});

describe('undoLeftEdits', () => {
  it('undoes what a killed run left, and says so', async () => {
    await applyEdit(copy, edit);
    expect(await undoLeftEdits(copy, installed, [edit, edit])).toEqual([edit.file]);
    expect(inCopy()).toBe(CODE);
    expect(await undoLeftEdits(copy, installed, [edit])).toEqual([]);
  });
});

describe('privateCopy', () => {
  it('copies once', async () => {
    let copied = 0;
    writeFileSync(join(installed, edit.file), 'newer');
    await privateCopy(installed, copy, () => (copied += 1));
    expect(copied).toBe(0);
    expect(inCopy()).toBe(CODE);
  });
});
