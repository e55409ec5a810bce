import { validRange, valid } from 'semver';
import { expect, test } from 'vitest';
import { RECIPES, overridesFor } from './recipes.ts';

test.each([
  ['1.72.1', { zod: '3.25.76', xlsx: '0.18.5' }],
  ['1.99.1', { zod: '3.25.76', xlsx: '0.18.5' }],
  ['1.100.1', { xlsx: '0.18.5' }],
  ['1.123.81', { xlsx: '0.18.5', '@langchain/core': '1.1.49' }],
  ['2.0.3', { xlsx: '0.18.5', '@langchain/core': '1.1.49' }],
  ['2.27.4', { xlsx: '0.18.5', '@langchain/core': '1.1.49' }],
  ['2.30.0', { xlsx: '0.18.5' }],
  ['2.32.0', {}],
  ['2.41.1', {}],
])('n8n %s gets the pins it needs and no others', (version, overrides) => {
  expect(overridesFor(version)).toEqual(overrides);
});

test('every recipe is a valid range, an exact version and says why', () => {
  for (const recipe of RECIPES) {
    expect(validRange(recipe.n8n), recipe.package).not.toBeNull();
    expect(valid(recipe.version), recipe.package).toBe(recipe.version);
    expect(recipe.reason.length, recipe.package).toBeGreaterThan(30);
  }
});
