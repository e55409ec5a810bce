import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { customNodes } from './custom-nodes.ts';

const require = createRequire(import.meta.url);

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'custom-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
});

function folder(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(directory, 'of-user-'));
  mkdirSync(join(path, 'sub'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

it('n8n gets one folder, from which the files find what they need', () => {
  const folders = [
    folder({ 'sub/A.node.js': "exports.A = require('../a.js')", 'a.js': "module.exports = 'a'" }),
    folder({ 'B.node.js': "exports.B = 'b'", 'B.js': '' }),
  ];
  expect(customNodes([], directory)).toEqual({});
  const { N8N_CUSTOM_EXTENSIONS: all = '' } = customNodes(folders, directory);
  const files = globSync('**/*.js', { cwd: all }).toSorted();
  expect(files).toEqual(['0/sub/A.node.js', '1/B.node.js']);
  expect(files.map((file) => require(join(all, file)) as unknown)).toEqual([
    { A: 'a' },
    { B: 'b' },
  ]);
});

it('a credential type has its hidden addresses open, and nothing else', () => {
  const hidden = (name: string) => ({ name, type: 'hidden', default: 'x' });
  const properties = ['authUrl', 'accessTokenUrl', 'scope'].map(hidden);
  const source = `exports.Acme = class { name = 'acme'; extends = ['oAuth2Api']; properties = ${JSON.stringify(properties)}; };`;
  const of = folder({ 'Acme.credentials.js': source });
  const { N8N_CUSTOM_EXTENSIONS: all = '' } = customNodes([of], directory);
  const { Acme } = require(join(all, '0/Acme.credentials.js')) as {
    readonly Acme: new () => Readonly<Record<string, unknown>>;
  };
  expect(new Acme()).toEqual({
    name: 'acme',
    extends: ['oAuth2Api'],
    properties: [
      { name: 'authUrl', type: 'string', default: 'x' },
      { name: 'accessTokenUrl', type: 'string', default: 'x' },
      hidden('scope'),
    ],
  });
  expect(Acme.name).toBe('Acme');
});
