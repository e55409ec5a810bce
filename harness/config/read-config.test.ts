import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HarnessError } from '../model/error.ts';
import { findConfig } from './find-config.ts';
import { readConfig, type LoadedConfig } from './read-config.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'config-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);

async function read(name: string, text: string): Promise<LoadedConfig> {
  write(name, text);
  const file = findConfig(cwd, undefined);
  if (file === undefined) throw new Error('not found');
  return readConfig(file);
}

/** The message and hint with which a file is refused. */
async function refused(name: string, text: string) {
  const error: unknown = await read(name, text).catch((cause: unknown) => cause);
  if (!(error instanceof HarnessError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.exitCode).toBe(64);
  return { message: error.message, hint: error.hint, code: error.code };
}

describe('a file that is data', () => {
  it('is read, and tells the line of each value', async () => {
    const { config, placeOf } = await read(
      'oauth-chaos.config.yaml',
      'suite: smoke\nprojects:\n  - name: one\n    env: { A: 1, B: true }\n',
    );
    expect(config).toEqual({ suite: 'smoke', projects: [{ name: 'one', env: { A: 1, B: true } }] });
    expect(placeOf(['suite'])).toBe('oauth-chaos.config.yaml:1');
    expect(placeOf(['projects', 0, 'env'])).toBe('oauth-chaos.config.yaml:4');
  });

  it('may be JSON, with the address of its schema, or empty', async () => {
    const text = '{ "$schema": "./config.schema.json", "repeat": 3 }';
    expect((await read('oauth-chaos.config.json', text)).config).toMatchObject({ repeat: 3 });
    rmSync(join(cwd, 'oauth-chaos.config.json'));
    expect((await read('oauth-chaos.config.yml', '# nothing yet\n')).config).toEqual({});
  });

  it('has every problem told with its line and column', async () => {
    const { message, code } = await refused(
      'oauth-chaos.config.yaml',
      'sute: smoke\nparallel: 99\ntopologies: [singel]\nretries: 2\nprojects:\n  - name: one\n    strict: true\n  - name: one\n',
    );
    expect(code).toBe('config-invalid');
    expect(message.split('\n')).toEqual([
      'Could not use configuration oauth-chaos.config.yaml: 5 problems.',
      expect.stringMatching(/^ {2}oauth-chaos\.config\.yaml:1:1 sute: .*did you mean 'suite'\?$/),
      expect.stringMatching(/:2:11 parallel: is more than 64$/),
      expect.stringMatching(/:3:14 topologies\[0\]: 'singel' is not .*did you mean 'single'\?$/),
      expect.stringMatching(/:4:1 retries: there are no retries, on purpose/),
      expect.stringMatching(/:7:5 projects\[0\]\.strict: 'strict' is of the run as a whole/),
    ]);
  });

  it('may have anchors, and is told at the place where an alias stands', async () => {
    const anchored =
      'projects:\n  - &one { name: a, targets: [2.41.1] }\n  - name: b\n    targets: &t [2.41.1]\n  - { name: c, targets: *t }\n';
    const { config } = await read('oauth-chaos.config.yaml', anchored);
    expect(config.projects?.[2]).toEqual({ name: 'c', targets: ['2.41.1'] });
    const { message } = await refused('oauth-chaos.config.yaml', `${anchored}  - *one\n`);
    expect(message).toContain("projects[3].name: there is already a project 'a'");
    const unknown = await refused('oauth-chaos.config.yaml', 'targets: *none\n');
    expect(unknown.message).toMatch(/:1:\d+ .*none/);
  });

  it.each(['0/4', '5/4', '1', 'a/b', '-1/2'])('takes %s for no shard', async (shard) => {
    expect((await refused('oauth-chaos.config.yaml', `\nshard: "${shard}"\n`)).message).toContain(
      'oauth-chaos.config.yaml:2:8 shard: is no part of a whole',
    );
  });

  it.each([
    ['targets: ["${N8N}"]', "1:11 targets[0]: '${N8N}' is taken as it is"],
    ['output: runs/${{ env.NAME }}', "write process.env['NAME']"],
    ['projects: [{ name: a, baseline: "${B}.yaml" }]', 'projects[0].baseline'],
  ])('replaces no variable: %s', async (text, says) => {
    expect((await refused('oauth-chaos.config.yaml', text)).message).toContain(says);
  });

  it('leaves the settings of n8n as they are', async () => {
    const text = 'env: { N8N_X: "${HOME}" }\n';
    expect((await read('oauth-chaos.config.yaml', text)).config.env).toEqual({ N8N_X: '${HOME}' });
  });

  it('names no two projects alike', async () => {
    expect(
      (await refused('oauth-chaos.config.yaml', 'projects:\n  - name: a\n  - name: a\n')).message,
    ).toContain(":3:11 projects[1].name: there is already a project 'a'");
  });

  it('is refused when it is no YAML', async () => {
    expect((await refused('oauth-chaos.config.yaml', 'suite: [smoke\n')).message).toMatch(
      /oauth-chaos\.config\.yaml:\d+:\d+ /,
    );
  });

  it.each([
    ['n8n: ["2.41.1"]', "'n8n' is called 'targets' here"],
    ['iOwnThisInstance: true', '--i-own-this-instance'],
    ['n8nPassword: secret', 'OAUTH_CHAOS_N8N_PASSWORD'],
  ])('tells what to do about %s', async (text, advice) => {
    const { message } = await refused('oauth-chaos.config.yaml', text);
    expect(message).toContain(advice);
    expect(message).not.toContain('secret');
  });
});

describe('a file that is code', () => {
  it('is imported; what it sets to undefined is left out', async () => {
    const text = 'export default { suite: "smoke" as const, baseline: undefined };';
    const { config, placeOf } = await read('oauth-chaos.config.mts', text);
    expect(config).toEqual({ suite: 'smoke' });
    expect(placeOf(['suite'])).toBe('oauth-chaos.config.mts');
  });

  it.each([
    ['export const config = {};', 'it has no default export'],
    ['export default 3;', 'its default export is no object'],
    ['export default { parallell: 2 };', "unknown key 'parallell'; did you mean 'parallel'?"],
    [
      'throw new TypeError("no weather today");',
      'it threw TypeError: no weather today (at oauth-chaos.config.mjs:1:7)',
    ],
    ['export default () => ({});', 'its default export is a function, and nobody calls it'],
    ['export default Promise.resolve({});', 'its default export is a promise'],
    ['export default new Map();', 'its default export is no object'],
    ['export default { output: "${HOME}/x" };', "write process.env['HOME']"],
  ])('%s', async (text, reason) => {
    const { message } = await refused('oauth-chaos.config.mjs', text);
    expect(message).toMatch(/^Could not (use|read) configuration oauth-chaos\.config\.mjs: /);
    expect(message).toContain(reason);
  });
});

describe('which file is meant', () => {
  it('the one in the folder, or the one that is named, or none', () => {
    expect(findConfig(cwd, undefined)).toBeUndefined();
    write('oauth-chaos.config.json', '{}');
    expect(findConfig(cwd, undefined)?.shownAs).toBe('oauth-chaos.config.json');
    expect(findConfig(cwd, false)).toBeUndefined();
    write('other.yaml', '');
    expect(findConfig(cwd, 'other.yaml')).toEqual({
      path: join(cwd, 'other.yaml'),
      shownAs: 'other.yaml',
    });
  });

  it('two in one folder are refused, as is one that is missing or of another form', () => {
    write('oauth-chaos.config.ts', '');
    write('oauth-chaos.config.yml', '');
    expect(() => findConfig(cwd, undefined)).toThrow(
      'there are oauth-chaos.config.ts and oauth-chaos.config.yml',
    );
    expect(() => findConfig(cwd, 'nope.ts')).toThrow('there is no such file');
    write('config.toml', '');
    expect(() => findConfig(cwd, 'config.toml')).toThrow('its ending tells no form');
  });
});
