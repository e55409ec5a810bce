import { expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { EventType, HistoryEvent } from './event.ts';
import { eventSchema } from './event-schema.ts';

/**
 * Optional fields of a parsed value may be undefined; in the event types they are simply missing.
 */
type Exact<T> = T extends readonly (infer Item)[]
  ? Exact<Item>[]
  : T extends object
    ? { [K in keyof T]: Exact<Exclude<T[K], undefined>> }
    : T;
type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<Exclude<T[K], undefined>> }
    : T;

type Parsed<T extends EventType> = Exact<Extract<z.infer<typeof eventSchema>, { type: T }>>;
type Written<T extends EventType> = Mutable<Extract<HistoryEvent, { type: T }>>;

it('has the same event types and the same fields in each as the types the code uses', () => {
  expectTypeOf<z.infer<typeof eventSchema>['type']>().toEqualTypeOf<EventType>();
  expectTypeOf<{ [T in Exclude<EventType, 'scenario'>]: Parsed<T> }>().toEqualTypeOf<{
    [T in Exclude<EventType, 'scenario'>]: Written<T>;
  }>();
  expectTypeOf<keyof Parsed<'scenario'>>().toEqualTypeOf<keyof Written<'scenario'>>();
  expect(
    eventSchema.options
      .find((option) => option.shape.type.value === 'remedy')
      ?.safeParse({ n: 1, at: 0, type: 'remedy', remedy: 'reconnect', state: 'begin' }).success,
  ).toBe(true);
});

it('describes every event as JSON Schema', () => {
  const schema = z.toJSONSchema(eventSchema);
  expect(schema.oneOf ?? schema.anyOf).toHaveLength(eventSchema.options.length);
});

it('refuses what is no event', () => {
  expect(eventSchema.safeParse({ n: 0, at: 0, type: 'end', reason: 'completed' }).success).toBe(
    false,
  );
  expect(eventSchema.safeParse({ n: 1, at: 0, type: 'ending' }).success).toBe(false);
});
