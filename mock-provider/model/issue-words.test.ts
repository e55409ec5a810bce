import { expect, test } from 'vitest';
import { z } from 'zod';
import { issueWords } from './issue-words.ts';

const told = (schema: z.ZodType, value: unknown): readonly string[] =>
  schema.safeParse(value).error?.issues.map(issueWords) ?? [];

test.each<readonly [z.ZodType, unknown, string]>([
  [z.string().min(1), '', 'is empty'],
  [z.string(), undefined, 'is missing; expected string'],
  [z.string(), 5, 'is number; expected string'],
  [z.record(z.string(), z.number()), [], 'is array; expected object'],
  [z.union([z.string(), z.number()]), true, 'is not valid here'],
  [z.string().min(5), 'abc', 'has fewer than 5 characters'],
  [z.string().max(1), 'abc', 'has more than 1 character'],
  [z.array(z.unknown()).min(1), [], 'is empty'],
  [z.array(z.unknown()).min(2), [], 'has fewer than 2 entries'],
  [z.array(z.unknown()).max(1), [1, 2], 'has more than 1 entry'],
  [z.number().min(2), 1, 'is less than 2'],
  [z.number().gt(0), 0, 'is not more than 0'],
  [z.number().max(200), 201, 'is more than 200'],
  [z.number().lt(1), 1, 'is not less than 1'],
  [z.string().regex(/^[a-z]+$/), 'A', 'does not have the form /^[a-z]+$/'],
  [z.iso.date(), 'today', expect.stringMatching(/^does not have the form /)],
  [z.number().multipleOf(5), 3, 'is no multiple of 5'],
])('%#: in our own words', (schema, value, words) => {
  expect(told(schema, value)).toEqual([words]);
});

test('what the schema itself says goes first', () => {
  expect(told(z.string().min(5, 'is no title'), 'abc')).toEqual(['is no title']);
});
