import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { FaultDefinition } from './engine/define-fault.ts';
import { faults } from './index.ts';

const all: readonly FaultDefinition[] = faults;

test.each(all.map((fault) => [fault.name, fault] as const))(
  '%s is declared as every fault is',
  (name, fault) => {
    expect(readFileSync(`${import.meta.dirname}/${name}.ts`, 'utf8')).toContain(`name: '${name}'`);
    expect(fault.summary).toMatch(/^[A-Z].*\.$/);
    for (const link of fault.seenInTheWild) expect(link).toMatch(/^https:\/\//);
    expect(
      fault.strike !== undefined || fault.begin !== undefined || fault.intercept !== undefined,
    ).toBe(true);
    expect(fault.options.safeParse({}).success).toBe(true);
    expect(Object.keys(fault.options.shape)).toEqual(
      expect.arrayContaining(['times', 'after', 'for', 'probability']),
    );
    expect(z.toJSONSchema(fault.options, { io: 'input' })).toMatchObject({ type: 'object' });
  },
);

test('every fault file is listed, once', () => {
  const files = globSync('*/*.ts', { cwd: import.meta.dirname }).filter(
    (file) =>
      !file.endsWith('.test.ts') &&
      readFileSync(`${import.meta.dirname}/${file}`, 'utf8').includes('= defineFault({'),
  );
  expect(all.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
});

test('the README lists every fault with its summary', () => {
  const readme = readFileSync(`${import.meta.dirname}/../README.md`, 'utf8');
  for (const { name, summary } of all) expect(readme).toContain(`| \`${name}\` | ${summary} |`);
});
