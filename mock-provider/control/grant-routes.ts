import { z } from 'zod';
import type { LedgerAction } from '../model/records.ts';
import { grantAnswer, ledgerAnswer } from './answers.ts';
import { defineRoute, type Route } from './route.ts';

const end = z.strictObject({
  state: z.enum(['expired', 'revoked']),
  kinds: z
    .array(z.enum(['access', 'refresh']))
    .min(1)
    .optional()
    .describe('both unless told otherwise'),
  family: z.string().optional().describe('id of one consent; without it every consent'),
});

const ACTIONS = [
  'issued',
  'refreshed',
  'spent',
  'replayed',
  'refused',
  'revoked',
  'expired',
  'accepted',
  'policy-changed',
] as const satisfies readonly LedgerAction[];

const page = z.strictObject({
  after: z.coerce.number().optional().describe('only entries after this sequence number'),
  limit: z.coerce
    .number()
    .optional()
    .describe('at most so many, the oldest first; 1000 unless told otherwise'),
  action: z.enum(ACTIONS).optional(),
  family: z.string().optional(),
  exchange: z.coerce.number().optional(),
});

/**
 * The options without keys whose value is undefined. With `exactOptionalPropertyTypes` such a key
 * is not the same as a missing one.
 */
const given = <T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** The operations on the consents of a realm and on its ledger. */
export const grantRoutes: readonly Route[] = [
  defineRoute({
    id: 'listGrants',
    method: 'GET',
    path: '/realms/:realm/grants',
    summary: 'Lists every consent and its tokens, newest first',
    answer: z.object({ grants: z.array(grantAnswer) }),
    handle: ({ realm }) => ({ grants: realm().grants() }),
  }),
  defineRoute({
    id: 'endGrants',
    method: 'POST',
    path: '/realms/:realm/grants/end',
    summary: 'Ends live tokens of one consent, or of all',
    status: 204,
    body: end,
    handle: ({ realm, body }) => realm().endGrants(given(body)),
  }),
  defineRoute({
    id: 'readLedger',
    method: 'GET',
    path: '/realms/:realm/ledger',
    summary: 'Reads the audit log, oldest entry first',
    query: page,
    answer: ledgerAnswer,
    handle: ({ realm, query }) => realm().ledger(given(query)),
  }),
];
