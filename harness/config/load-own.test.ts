import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faults, presets } from '../../mock-provider/index.ts';
import { planScenario } from '../plan/plan-scenario.ts';
import { vocabulary } from '../testing/vocabulary.ts';
import { loadOwn } from './load-own.ts';

const DOOR = join(import.meta.dirname, '../index.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const builtIn = { ...vocabulary, faults, presets, scenarios: [] };

function write(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const load = () => loadOwn([{ path: folder, shownAs: 'chaos' }], builtIn);

const checker = (name: string): string =>
  `export default { name: '${name}', judges: 'safety', invariant: 'Nothing is odd.', basis: 'We need it.', check: () => ({ verdict: 'holds', message: 'fine', evidence: [] }) };`;
const preset = (name: string): string =>
  `export default { name: '${name}', title: 'Acme', policy: { accessTokenTtl: '7m' }, facts: [{ about: 'access token', says: 'lives 7 minutes', confidence: 'secondary' }] };`;
const fault = (name: string, more = ''): string =>
  `import { interceptingOptions, z } from '${DOOR}'; export default { name: '${name}', summary: 'It is odd.', actsOn: 'api', seenInTheWild: ['https://example.com'], options: interceptingOptions({ often: z.boolean().default(false) }), ${more} intercept: () => ({}) };`;
const scenario = (name: string, realm = ''): string =>
  [
    `name: ${name}`,
    'title: A token has expired',
    'why: It happens to every customer of Acme, each hour.',
    ...(realm === '' ? [] : [`realm: ${realm}`]),
    'workflows: { main: { use: http-request } }',
    'plan: [{ do: execute }]',
    'expect: { recovery: unaffected, without: { nothing-odd: not looked for in this one } }',
  ].join('\n');

describe('a folder of the user’s own', () => {
  it('adds scenarios, checkers and presets, one file each', async () => {
    write('checkers/nothing-odd.mjs', checker('nothing-odd'));
    write('checkers/nothing-odd.test.mjs', 'throw new Error("tests are not loaded");');
    write('presets/acme.mjs', preset('acme'));
    write('scenarios/acme/expired.yaml', scenario('acme/expired', '{ preset: acme }'));
    write(
      'scenarios/acme/plain.mjs',
      "export default { name: 'acme/plain', title: 'Nothing', why: 'Measures itself, as it must.', workflows: { main: { use: 'http-request' } }, plan: [{ do: 'execute' }], expect: { recovery: 'unaffected' } };",
    );
    const own = await load();
    expect(own.checkers.map(({ name }) => name)).toEqual(['nothing-odd']);
    expect(own.presets.map(({ name }) => name)).toEqual(['acme']);
    expect(own.scenarios.map(({ name }) => name).toSorted()).toEqual([
      'acme/expired',
      'acme/plain',
    ]);
  });

  it('its presets are settings of the realm when a scenario is planned', async () => {
    write('checkers/nothing-odd.mjs', checker('nothing-odd'));
    write('presets/acme.mjs', preset('acme'));
    write(
      'scenarios/acme/expired.yaml',
      scenario('acme/expired', '{ preset: acme, idToken: false }').replace(', idToken: false', ''),
    );
    const own = await load();
    const [one] = own.scenarios;
    if (one === undefined) throw new Error('none');
    const catalog = {
      ...vocabulary,
      checkers: [...vocabulary.checkers, ...own.checkers],
      ownPresets: own.presets,
    };
    expect(planScenario(one, { seed: 1, catalog }).scenario.realm).toEqual({
      accessTokenTtl: '7m',
    });
    expect(() => planScenario(one, { seed: 1, catalog: vocabulary })).toThrow('acme');
  });
});

describe('what is wrong there is told before anything starts', () => {
  it.each([
    [
      'checkers/no-secret-leaked.mjs',
      checker('no-secret-leaked'),
      "the name 'no-secret-leaked' is taken, by the checker that comes with the harness",
    ],
    [
      'presets/google.mjs',
      preset('google'),
      "the name 'google' is taken, by the preset that comes with the harness",
    ],
    ['faults/a/mine.mjs', fault('a/yours'), "what it defines is named 'a/yours'"],
    ['faults/mine.mjs', fault('mine'), 'name is not theme/what, in kebab-case'],
    [
      'faults/wire/reset.mjs',
      fault('wire/reset'),
      "the name 'wire/reset' is taken, by the fault that comes with the harness",
    ],
    ['faults/a/b.mjs', fault('a/b', 'strike() {},'), 'the fault strikes and does something else'],
    ['faults/a/b.mjs', fault('a/b').replace('intercept:', 'other:'), 'the fault does nothing'],
    [
      'faults/a/b.mjs',
      fault('a/b').replace('interceptingOptions(', '('),
      'options is no schema of an object',
    ],
    [
      'faults/a/b.mjs',
      fault('a/b').replace('interceptingOptions(', 'z.strictObject('),
      'options.times is missing',
    ],
    ['checkers/mine.mjs', checker('yours'), "what it defines is named 'yours'"],
    ['checkers/mine.mjs', 'export const x = 1;', 'it has no default export'],
    ['checkers/mine.mjs', "export default { name: 'mine' };", 'judges is missing'],
    ['presets/mine.mjs', preset('mine').replace('7m', '7 minutes'), 'policy.accessTokenTtl'],
    [
      'scenarios/acme/mine.yaml',
      scenario('acme/yours').replace(', without: { nothing-odd: not looked for in this one }', ''),
      "its scenario is named 'acme/yours'",
    ],
    ['scenarios/acme/mine.yaml', scenario('acme/mine'), "'nothing-odd'"],
    ['lib/helper.mjs', 'export {};', 'it has none of scenarios, checkers, faults, presets'],
  ])('%s', async (name, text, reason) => {
    write(name, text);
    await expect(load()).rejects.toMatchObject({
      exitCode: 64,
      message: expect.stringContaining(reason),
    });
  });

  it('a folder that does not exist', async () => {
    await expect(
      loadOwn([{ path: join(folder, 'nope'), shownAs: './nope' }], builtIn),
    ).rejects.toThrow('Could not use own folder ./nope: there is no such folder.');
  });
});
