import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { customNodes } from './custom-nodes.ts';

it('n8n gets one folder, in which all are', () => {
  const directory = mkdtempSync(join(tmpdir(), 'custom-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const folders = ['a', 'b'].map((name) => join(directory, name));
  for (const folder of folders) {
    mkdirSync(folder);
    writeFileSync(join(folder, `${folder.at(-1)}.node.js`), '');
  }
  expect(customNodes([], directory)).toEqual({});
  expect(customNodes(folders.slice(0, 1), directory)).toEqual({
    N8N_CUSTOM_EXTENSIONS: folders[0],
  });
  const { N8N_CUSTOM_EXTENSIONS: all = '' } = customNodes(folders, directory);
  expect(readdirSync(all).flatMap((link) => readdirSync(join(all, link)))).toEqual([
    'a.node.js',
    'b.node.js',
  ]);
});
