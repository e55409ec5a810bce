import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faults, presets } from '../../mock-provider/index.ts';
import { targetFaults } from '../faults/index.ts';
import { planScenario } from '../plan/plan-scenario.ts';
import { runForTest } from '../testing/run-for-test.ts';
import { vocabulary } from '../testing/vocabulary.ts';
import { loadOwn } from './load-own.ts';

const DOOR = join(import.meta.dirname, '../index.ts');

let folder: string;
/** The files that the documentation shows, as a user has copied them. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-faults-'));
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
  for (const [, block = ''] of readme.matchAll(/^```(?:ts|yaml)\n([^]*?)^```$/gm)) {
    const name = /^(?:\/\/|#) chaos\/(\S+)/.exec(block)?.[1];
    if (name !== undefined) write(name, block);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  // Test runners resolve imports by themselves, and never find a package that is not installed.
  writeFileSync(path, text.replace("'n8n-oauth-chaos'", `'${DOOR}'`));
}

const builtIn = { ...vocabulary, faults: [...faults, ...targetFaults], presets, scenarios: [] };
const load = () => loadOwn([{ path: folder, shownAs: 'chaos' }], builtIn);

const SCENARIO = 'scenarios/acme/maintained.yaml';
const edit = (from: string, to: string): void => {
  const path = join(folder, SCENARIO);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
};

describe('a fault of the user\u2019s own, as documented', () => {
  it('is injected, met and healed in a run', async () => {
    const own = await load();
    const [scenario] = own.scenarios;
    if (scenario === undefined) throw new RangeError('no scenario');
    const catalog = { ...vocabulary, ownFaults: own.faults };
    const planned = planScenario(scenario, { seed: 1, catalog });
    const { outline, rejected, history } = await runForTest({}, { planned, ownFaults: own.faults });
    expect(rejected).toBeUndefined();
    expect(outline).toContain('fault acme/maintenance begin');
    expect(outline).toContain('e3 error during');
    expect(outline).toContain('fault acme/maintenance healed by plan');
    const met = history
      .refreshes()
      .filter(({ reply }) => reply?.faults.some((id) => id.startsWith('acme/maintenance#')));
    expect(met.map(({ reply }) => reply?.status)).toContain(502);
  });

  it('is unknown where nobody has added it', async () => {
    const [scenario] = (await load()).scenarios;
    if (scenario === undefined) throw new RangeError('no scenario');
    expect(() => planScenario(scenario, { seed: 1, catalog: vocabulary })).toThrow(
      'acme/maintenance',
    );
  });
});

describe('a scenario that names it wrong is refused, with its line', () => {
  it.each([
    ['fault: acme/maintenance, options', 'fault: acme/maintenence, options', "'acme/maintenance'"],
    ['{ status: 502 }', '{ status: 200 }', 'status'],
    ['{ status: 502 }', '{ state: 502 }', "'state'"],
    ['heal, fault: acme/maintenance', 'heal, fault: acme/maintenanc', "'acme/maintenance'"],
  ])('%s → %s', async (from, to, says) => {
    edit(from, to);
    await expect(load()).rejects.toMatchObject({
      exitCode: 64,
      message: expect.stringMatching(/maintained\.yaml:\d+:\d+ /),
    });
    await expect(load()).rejects.toThrow(says);
  });
});
