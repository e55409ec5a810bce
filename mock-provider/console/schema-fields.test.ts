import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faults } from '../faults/index.ts';
import { fieldOfPointer, fieldsOf, optionsOf } from './schema-fields.ts';

const schemaOf = (options: z.ZodType): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' });
const fields = fieldsOf(
  schemaOf(
    z.strictObject({
      by: z.string().default('2h').describe('how far'),
      count: z.int().optional(),
      loud: z.boolean().default(true),
      form: z.enum(['json', 'form']).default('json'),
      grants: z.array(z.enum(['a', 'b'])).default(['a']),
      wait: z.union([z.string(), z.null()]).default('1s'),
      other: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
);

describe('fieldsOf', () => {
  it('makes a field of each kind', () => {
    expect(fields.map(({ name, kind, initial }) => [name, kind, initial])).toEqual([
      ['by', 'text', '2h'],
      ['count', 'number', ''],
      ['loud', 'checkbox', true],
      ['form', 'select', 'json'],
      ['grants', 'choices', ['a']],
      ['wait', 'text', '1s'],
      ['other', 'json', ''],
    ]);
    expect(fields[0]).toMatchObject({ description: 'how far', nullable: false });
    expect(fields[5]).toMatchObject({ nullable: true });
  });

  it.each(faults.map(({ name, options }) => [name, options] as const))(
    'needs no JSON for the options of %s, and its defaults are good',
    (_name, options) => {
      const known = fieldsOf(schemaOf(options));
      expect(known.map(({ kind }) => kind)).not.toContain('json');
      expect(options.safeParse(optionsOf(known, {})).success).toBe(true);
    },
  );
});

describe('optionsOf', () => {
  it('leaves out what is as it was or empty, and types the rest', () => {
    expect(optionsOf(fields, { by: '2h', count: '', form: 'json' })).toEqual({});
    const values = {
      by: '3h',
      count: '4',
      loud: false,
      form: 'form',
      grants: ['a', 'b'],
      wait: null,
      other: '{"x":1}',
    };
    expect(optionsOf(fields, values)).toEqual({ ...values, count: 4, other: { x: 1 } });
    expect(optionsOf(fields, { other: '{' })).toEqual({ other: '{' });
  });
});

describe('fieldOfPointer', () => {
  it('reads the name of the option', () => {
    expect(fieldOfPointer('/options/grants/0')).toBe('grants');
    expect(fieldOfPointer('/options/a~1b~0c')).toBe('a/b~c');
    expect(fieldOfPointer('/name')).toBeUndefined();
  });
});
