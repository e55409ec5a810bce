import { expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type {
  LedgerEntry,
  LivePair,
  ReplyRecord,
  RequestRecord,
  TokenRef,
} from '../../mock-provider/index.ts';
import { eventSchema } from './event-schema.ts';
import type { EventHead, EventOf, EventType, StoredToken } from './event.ts';

type Fields<T extends EventType> = Omit<EventOf<T>, keyof EventHead | 'type'>;

it('records what the provider tells, field by field', () => {
  expectTypeOf<Fields<'request'>>().toEqualTypeOf<RequestRecord>();
  expectTypeOf<Fields<'reply'>>().toEqualTypeOf<ReplyRecord>();
  expectTypeOf<Fields<'ledger'>>().toEqualTypeOf<LedgerEntry>();
  expectTypeOf<EventOf<'stored-credential'>['live']>().toEqualTypeOf<LivePair | null>();
  expectTypeOf<Exclude<StoredToken, string>>().toEqualTypeOf<TokenRef>();
});

it('keeps literal types, and has what is optional missing rather than undefined', () => {
  expectTypeOf<EventOf<'step'>['state']>().toEqualTypeOf<'begin' | 'end'>();
  expectTypeOf<EventOf<'scenario'>['schemaVersion']>().toEqualTypeOf<1 | 2>();
  expectTypeOf<Fields<'connect'>>().toEqualTypeOf<{
    readonly credential: string;
    readonly ok: boolean;
    readonly error?: string;
    readonly shown?: string;
    readonly through?: 'editor';
    readonly dialog?: string;
    readonly unanswered?: boolean;
    readonly mayFail?: boolean;
    readonly begunIn?: number;
  }>();
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
