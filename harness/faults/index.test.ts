import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { targetFaults } from './index.ts';

test('every file of a target fault is listed by its name, with links and options', () => {
  const files = globSync('*/*.ts', { cwd: import.meta.dirname }).filter((file) =>
    readFileSync(`${import.meta.dirname}/${file}`, 'utf8').includes('= defineTargetFault({'),
  );
  expect(targetFaults.map(({ name }) => `${name}.ts`).toSorted()).toEqual(files.toSorted());
  for (const { seenInTheWild, options } of targetFaults) {
    expect(seenInTheWild).not.toHaveLength(0);
    for (const link of seenInTheWild) expect(link).toMatch(/^https:\/\//);
    expect(options.safeParse({}).success).toBe(true);
  }
});
