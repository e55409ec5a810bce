import fc from 'fast-check';
import { HOSTILE_TEXTS, hostileValue, mutated, mutation } from './mutate-value.ts';

/** What a JSON Schema says, as far as the schemas of the project use it. */
export interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
}

const DURATIONS = ['0ms', '1ms', '60s', '2h', '90d', '1000y', '-2h'];

/** Values that fit a schema, or nearly: `known` are texts that mean something to the reader. */
function fitting(schema: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => fitting(one, known)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object': {
      const members = Object.entries(schema.properties ?? {}).map(
        ([name, member]) => [name, fitting(member, known)] as const,
      );
      return fc.record(Object.fromEntries(members), { requiredKeys: [] });
    }
    case 'array':
      return fc.array(fitting(schema.items ?? {}, known), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? 1, 1, 0.5),
        fc.integer({ min: -5, max: 5_000 }),
      );
    case 'boolean':
      return fc.boolean();
    case 'string':
      return fc.constantFrom(...known, ...DURATIONS, '2030-01-31T12:00:00Z', 'x');
    default:
      return fc.oneof(hostileValue, fc.constantFrom(...known));
  }
}

/** Values that fit a schema, or did before somebody changed them. */
export const nearlyFitting = (
  schema: JsonSchema,
  known: readonly string[],
): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 8, arbitrary: fitting(schema, known) },
        { weight: 1, arbitrary: hostileValue },
      ),
      fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 2 }) },
      ),
    )
    .map(([value, changes]) => changes.reduce<unknown>(mutated, value));

/** A text of those that are known, or one that nobody expects. */
export const textOf = (known: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  );
