import { describe, expect, it, test } from 'vitest';
import { driverOf, drivers } from './index.ts';

describe('driverOf', () => {
  it.each([
    ['2.41.1', 'embedded'],
    ['1.x', 'embedded'],
    ['latest', 'embedded'],
    ['path:/some/where', 'embedded'],
    ['docker:2.41.1', 'docker'],
    ['docker:ghcr.io/acme/n8n', 'docker'],
    ['https://n8n.staging.example', 'remote'],
    ['HTTP://localhost:5678', 'remote'],
  ])('%s is of %s, and of no other', (text, name) => {
    expect(driverOf(text).name).toBe(name);
    expect(drivers.filter((driver) => driver.owns(text)).map((driver) => driver.name)).toEqual([
      name,
    ]);
  });

  it.each(['', 'newest', 'dokcer:2.41.1', '>=2'])(
    "'%s' is nobody's, and the driver of versions says what may be written",
    async (text) => {
      expect(drivers.some((driver) => driver.owns(text))).toBe(false);
      await expect(driverOf(text).parse(text, new AbortController().signal)).rejects.toMatchObject({
        code: 'target-malformed',
        exitCode: 64,
        hint: expect.stringContaining('path:DIR'),
      });
    },
  );
});

test('drivers have names and options of their own', () => {
  const names = drivers.map(({ name }) => name);
  const flags = drivers.flatMap(({ options }) => options ?? []).map((option) => option.flags);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(flags).size).toBe(flags.length);
});
