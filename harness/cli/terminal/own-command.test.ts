import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asTyped, ownCommand } from './own-command.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'own-command-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A folder with these files. */
function folder(name: string, files: Readonly<Record<string, string>> = {}): string {
  mkdirSync(join(root, name), { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(root, name, file, '..'), { recursive: true });
    writeFileSync(join(root, name, file), text);
  }
  return join(root, name);
}
const MANIFEST = { 'package.json': '{ "name": "n8n-oauth-chaos" }' };
const commandIn = (cwd: string, path = '') => ownCommand({ cwd, env: { PATH: path } });

it('is npx with the name of the package where no project has the program', () => {
  expect(commandIn(folder('empty'))).toBe('npx n8n-oauth-chaos');
  expect(commandIn(folder('other', { 'package.json': '{ "name": "other" }' }))).toBe(
    'npx n8n-oauth-chaos',
  );
  expect(commandIn('/nowhere/at/all')).toBe('npx n8n-oauth-chaos');
});

it('is npx without an installation in a checkout and in a project that has it', () => {
  folder('checkout', MANIFEST);
  expect(commandIn(folder('checkout/harness/cli'))).toBe('npx --no-install oauth-chaos');
  folder('project', { 'package.json': '{}', 'node_modules/.bin/oauth-chaos': '' });
  expect(commandIn(folder('project/tests'))).toBe('npx --no-install oauth-chaos');
});

it('is the program itself when it is on the PATH, and really ours', () => {
  const ours = folder('lib/n8n-oauth-chaos', { ...MANIFEST, 'harness/cli/bin.mjs': '' });
  const bin = folder('bin');
  symlinkSync(join(ours, 'harness/cli/bin.mjs'), join(bin, 'oauth-chaos'));
  const foreign = folder('foreign', { 'oauth-chaos': '' });
  const cwd = folder('empty');
  expect(commandIn(cwd, `/nowhere:${bin}`)).toBe('oauth-chaos');
  expect(commandIn(cwd, foreign)).toBe('npx n8n-oauth-chaos');
});

it('is the image in which it runs, also where the program is on the PATH', () => {
  const ours = folder('lib/n8n-oauth-chaos', { ...MANIFEST, 'harness/cli/bin.mjs': '' });
  const PATH = folder('bin');
  symlinkSync(join(ours, 'harness/cli/bin.mjs'), join(PATH, 'oauth-chaos'));
  const place = (image: string) => ({ cwd: PATH, env: { PATH, OAUTH_CHAOS_IMAGE: image } });
  expect(asTyped('Next: oauth-chaos run --dry-run', place('registry.example.com/chaos:1'))).toBe(
    'Next: docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" registry.example.com/chaos:1 run --dry-run',
  );
  expect(ownCommand(place("it's"))).toMatch(/ 'it'\\''s'$/);
  expect(ownCommand(place(''))).toBe('oauth-chaos');
});

it('is put where a text names a command, and nowhere else', () => {
  const typed = (text: string) => asTyped(text, { cwd: '/nowhere', env: {} });
  expect(typed('Installed: oauth-chaos n8n list, or `oauth-chaos clean --runs`')).toBe(
    'Installed: npx n8n-oauth-chaos n8n list, or `npx n8n-oauth-chaos clean --runs`',
  );
  for (const text of ["'oauth-chaos main'", 'n8n-oauth-chaos run', 'a newer oauth-chaos has'])
    expect(typed(text)).toBe(text);
  expect(typed(typed('oauth-chaos --help'))).toBe('npx n8n-oauth-chaos --help');
});
