import { expect, test } from 'vitest';
import { z } from 'zod';
import { ProviderError } from '../model/provider-error.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import { policyShape } from '../policy/policy.ts';
import { parseFaultOptions } from './engine/parse-fault-options.ts';
import { faults } from './index.ts';

const TEXTS = ['-5s', `${'9'.repeat(20)}y`, `${'9'.repeat(400)}ms`, 'soon', ''];
const NUMBERS = [-1, 1.5, 1e300, Number.POSITIVE_INFINITY, Number.NaN, 2 ** 60];
const WRONG: readonly unknown[] = [TEXTS, NUMBERS, null, true, [[]], {}, [['x']], 5n].flat();

/** What comes of a value that makes no sense: it is taken, or refused with a reason. */
function refused(action: () => unknown): string {
  try {
    action();
    return 'taken';
  } catch (error) {
    if (error instanceof ProviderError) return error.message;
    throw error;
  }
}

test.each(faults.map((fault) => [fault.name, fault] as const))(
  '%s takes every wrong option for what it is',
  (_, fault) => {
    for (const option of Object.keys(fault.options.shape))
      for (const value of WRONG) {
        const told = refused(() => parseFaultOptions(fault, { [option]: value }));
        expect(told).toMatch(/^(taken$|Could not inject )/);
      }
  },
);

/** Every place of the policy, with what lies in groups of settings. */
const places = (shape: z.ZodObject, path: readonly string[] = []): readonly (readonly string[])[] =>
  Object.entries(shape.shape).flatMap(([name, schema]) => {
    const inner = schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
    return inner instanceof z.ZodObject ? places(inner, [...path, name]) : [[...path, name]];
  });

test.each(places(policyShape).map((path) => [path.join('.'), path] as const))(
  'policy: %s takes every wrong value for what it is',
  (_, path) => {
    for (const value of WRONG) {
      const policy = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
      expect(refused(() => parsePolicy('r', policy as never))).toMatch(
        /^(taken$|Could not set the policy )/,
      );
    }
  },
);
