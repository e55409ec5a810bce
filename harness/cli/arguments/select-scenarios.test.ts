import { describe, expect, it } from 'vitest';
import { sampleScenario, sampleScenarios } from '../testing/fake-backend.ts';
import { selectScenarios } from './select-scenarios.ts';

const select = async (...wanted: readonly string[]): Promise<readonly string[]> => {
  const found = await selectScenarios({
    wanted,
    builtIn: sampleScenarios,
    cwd: '/here',
    readFile: async (path) => sampleScenario(path.replace('/here/', '').replace(/\.yaml$/, '')),
  });
  return found.map(({ scenario, file }) =>
    file === undefined ? scenario.name : `${scenario.name} of ${file}`,
  );
};

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
