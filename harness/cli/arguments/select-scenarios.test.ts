import { describe, expect, it } from 'vitest';
import type { Suites } from '../../plan/load-suites.ts';
import { sampleScenario, sampleScenarios } from '../testing/fake-backend.ts';
import { selectScenarios } from './select-scenarios.ts';

const SUITES = {
  smoke: ['control/no-fault'],
  default: ['control/no-fault', 'rotation/grace'],
  full: sampleScenarios.map(({ name }) => name),
};

const selectFrom = async (
  options: { readonly suite?: string; readonly suites?: Suites },
  ...wanted: readonly string[]
): Promise<readonly string[]> => {
  const found = await selectScenarios({
    wanted,
    suites: { full: SUITES.full },
    ...options,
    builtIn: sampleScenarios,
    cwd: '/here',
    readFile: async (path) => sampleScenario(path.replace('/here/', '').replace(/\.yaml$/, '')),
  });
  return found.map(({ scenario, file }) =>
    file === undefined ? scenario.name : `${scenario.name} of ${file}`,
  );
};

const select = (...wanted: readonly string[]): Promise<readonly string[]> =>
  selectFrom({}, ...wanted);

describe('a suite', () => {
  const suites = SUITES;

  it('is the default one without patterns, and everything with them', async () => {
    expect(await selectFrom({ suites })).toEqual(SUITES.default);
    expect(await selectFrom({ suites }, 'rotation')).toEqual([
      'rotation/concurrent-refresh',
      'rotation/grace',
    ]);
  });

  it('that is named is what patterns choose from', async () => {
    expect(await selectFrom({ suites, suite: 'smoke' })).toEqual(['control/no-fault']);
    expect(await selectFrom({ suites, suite: 'full' })).toEqual(SUITES.full);
    expect(await selectFrom({ suites, suite: 'default' }, 'rotation/*')).toEqual([
      'rotation/grace',
    ]);
  });

  it('that does not exist is refused with those that do', async () => {
    await expect(selectFrom({ suites, suite: 'toString' })).rejects.toMatchObject({
      exitCode: 64,
      message: "Could not find the suite 'toString'.",
      hint: 'Suites: smoke, default, full.',
    });
  });

  it('that lacks what a pattern names says so', async () => {
    await expect(selectFrom({ suites, suite: 'smoke' }, 'rotation/grace')).rejects.toMatchObject({
      code: 'no-scenario-matches',
      message: "Could not find a scenario that matches 'rotation/grace' in the suite smoke.",
    });
  });
});

describe('scenarios are selected', () => {
  it.each([
    [
      [],
      [
        'control/no-fault',
        'rotation/concurrent-refresh',
        'rotation/grace',
        'revocation/family-revoked',
      ],
    ],
    [['rotation/*'], ['rotation/concurrent-refresh', 'rotation/grace']],
    [['rotation'], ['rotation/concurrent-refresh', 'rotation/grace']],
    [['rotation/concurrent-refresh*'], ['rotation/concurrent-refresh']],
    [
      ['re*/*', 'rotation/grace', 'rotation/*'],
      ['revocation/family-revoked', 'rotation/grace', 'rotation/concurrent-refresh'],
    ],
    [
      ['*'],
      [
        'control/no-fault',
        'rotation/concurrent-refresh',
        'rotation/grace',
        'revocation/family-revoked',
      ],
    ],
    [
      ['**'],
      [
        'control/no-fault',
        'rotation/concurrent-refresh',
        'rotation/grace',
        'revocation/family-revoked',
      ],
    ],
    [
      ['my/own.yaml', 'rotation/grace'],
      ['my/own of my/own.yaml', 'rotation/grace'],
    ],
  ])('%j', async (wanted, names) => {
    expect(await select(...wanted)).toEqual(names);
  });

  it('never two of one name', async () => {
    await expect(select('rotation/grace', 'rotation/grace.yaml')).rejects.toThrow(
      "its scenario 'rotation/grace' is already selected",
    );
  });

  it('or none, with names that are near', async () => {
    await expect(select('rotatoin/grace')).rejects.toMatchObject({
      code: 'no-scenario-matches',
      exitCode: 3,
      hint: expect.stringContaining("Did you mean 'rotation/grace'?"),
    });
  });
});
