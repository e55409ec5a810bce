import { existsSync, readFileSync } from 'node:fs';
import { Module } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { cacheLayout } from '../../machine/cache.ts';
import { globMatcher } from '../../model/glob.ts';
import { loadScenarios } from '../../plan/load-scenarios.ts';
import { edited } from './apply-edit.ts';
import { edits } from './edits/index.ts';
import { SABOTAGED } from './version.ts';

const installed = join(cacheLayout().versions, SABOTAGED);
const isInstalled = existsSync(join(installed, 'installed.json'));

describe('edits', () => {
  it('have names of their own, and change something', () => {
    expect(edits.length).toBeGreaterThanOrEqual(120);
    expect(new Set(edits.map(({ name }) => name)).size).toBe(edits.length);
    for (const { name, search, replace } of edits) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(replace).not.toBe(search);
    }
  });

  it('name scenarios that there are as near', async () => {
    const scenarios = await loadScenarios(join(import.meta.dirname, '../../../scenarios'));
    const patterns = edits.flatMap(({ near }) => near);
    const idle = patterns.filter(
      (pattern) => !scenarios.some(({ name }) => globMatcher(pattern)(name)),
    );
    expect(idle).toEqual([]);
  });

  it.skipIf(!isInstalled).each(edits)(
    `$name applies to n8n ${SABOTAGED} once, and leaves JavaScript`,
    (edit) => {
      const text = edited(readFileSync(join(installed, edit.file), 'utf8'), edit);
      expect(() => new Script(Module.wrap(text))).not.toThrow();
    },
  );
});
