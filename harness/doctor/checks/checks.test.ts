import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScenarios } from '../../plan/load-scenarios.ts';
import { closedSnapshot, snapshot, surroundings } from '../testing/sample-snapshot.ts';
import { checks } from './index.ts';

const scenarios = await loadScenarios(join(import.meta.dirname, '../../../scenarios'));

describe('the checks', () => {
  it('are the files of this folder, named as they are', () => {
    const files = readdirSync(import.meta.dirname)
      .filter((file) => !/^index\.ts$|\.test\.ts$/.test(file))
      .map((file) => file.replace(/\.ts$/, ''));
    expect(checks.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
  });

  it('name scenarios that exist', () => {
    const names = new Set(scenarios.map(({ name }) => name));
    expect(checks.filter(({ scenario }) => !names.has(scenario))).toEqual([]);
  });

  it.each(checks.map((check) => [check.name, check] as const))('%s: all is well', (name, check) => {
    const { lookedAt, found, unseen } = check.look(snapshot(), surroundings());
    expect([found, unseen]).toEqual([[], []]);
    expect(lookedAt > 0).toBe(name !== 'queue-lock');
  });

  it.each(checks.map((check) => [check.name, check] as const))(
    '%s: what is withheld is not looked at, and no pass',
    (_, check) => {
      const look = check.look(closedSnapshot('it is a secret'), surroundings());
      expect(look).toMatchObject({ lookedAt: 0, found: [] });
      expect(look.unseen.length).toBeGreaterThan(0);
      for (const { because } of look.unseen) expect(because).toBe('it is a secret');
    },
  );
});
