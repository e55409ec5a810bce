import { z } from 'zod';
import { CAPABILITIES, type Capability } from '../capability.ts';
import { HOLD_MOMENTS } from '../hold.ts';
import { credentialSchema } from '../scenario.ts';
import { event, facts, phaseSchema, strings } from './event-parts.ts';

/** Events that the runner records while it carries out the plan, in order. */

export const credentialInfoSchema = z.object({
  grant: credentialSchema.shape.grant.unwrap(),
  scope: z.string(),
  authentication: credentialSchema.shape.authentication.describe(
    'where the client is registered to authenticate; missing in an older history',
  ),
  client: credentialSchema.shape.client,
  tenants: credentialSchema.shape.tenants,
  ignoreSslIssues: credentialSchema.shape.ignoreSslIssues,
  parameters: z
    .object({
      authorization: z.record(z.string(), z.string()),
      token: z.record(z.string(), z.string()),
    })
    .optional()
    .describe(
      'what requests are to say besides, each value as a digest; missing in an older history',
    ),
});

/**
 * The first event of a history. It holds everything that the checkers need to know about the plan.
 */
export const scenarioEvent = event('scenario', {
  schemaVersion: z.literal([1, 2]).describe('1: recorded before the form of requests was'),
  scenario: facts.describe('as `oauth-chaos schema scenario` describes it'),
  target: z.string(),
  clientName: z
    .string()
    .optional()
    .describe('the client under test in words, `n8n 2.41.1`; missing in an old history'),
  capabilities: z
    .array(z.enum(Object.keys(CAPABILITIES) as Capability[]))
    .optional()
    .describe('what the target can do; missing in a history whose recorder did not say'),
  seed: z.int(),
  steps: z.array(facts),
  words: strings
    .optional()
    .describe('each step as a phrase in the imperative; missing in an older history'),
  credentials: z.record(z.string(), credentialInfoSchema),
  expect: facts,
  ladder: z
    .array(z.object({ remedy: z.string(), act: z.string() }))
    .optional()
    .describe('all remedies, the lightest first, where the scenario tries them in turn'),
});

export const phaseEvent = event('phase', { phase: phaseSchema });

export const stepEvent = event('step', {
  index: z.int().describe('place in `steps`, from 0'),
  state: z.enum(['begin', 'end']),
});

export const faultEvent = event('fault', {
  fault: z.string(),
  id: z.string(),
  state: z
    .enum(['begin', 'met', 'healed'])
    .describe("met: a fault of the target stood in the client's way, as `note` tells"),
  actsOn: z.string().describe('the endpoint, store, clock or process it changes'),
  options: facts,
  by: z
    .string()
    .optional()
    .describe('healed by the plan, by a remedy, by itself, or at the end of the run'),
  note: z.string().optional(),
});

export const holdEvent = event('hold', {
  what: z
    .enum(['refresh', 'code-exchange', 'client-credentials', 'api-call', 'authorization'])
    .describe('the exchange that is held'),
  moment: z
    .enum(HOLD_MOMENTS)
    .describe(
      'before-commit: nothing was done about it; after-commit: it was carried out, and nothing of its answer has left; on-the-wire: all of the answer but its last byte has left; after-save: its tokens are stored, and the call that uses them is held',
    ),
  state: z
    .enum(['armed', 'met', 'released'])
    .describe('met: an exchange is held from here on, until it is released'),
  exchange: z.int().optional().describe('met: the number of the exchange that is held'),
  by: z
    .enum(['plan', 'client', 'end'])
    .optional()
    .describe('released by the plan, by the client that hung up, or at the end of the run'),
});

export const remedyEvent = event('remedy', {
  remedy: z.string(),
  act: z
    .string()
    .optional()
    .describe('what the operator did, in words; missing in an older history'),
  state: z
    .enum(['begin', 'end', 'failed', 'skipped'])
    .describe('skipped: a rung of the ladder that was not tried, as `because` tells'),
  error: z.string().optional(),
  because: z.string().optional(),
});

/**
 * The harness itself could not do something that the plan asked for. The run is then inconclusive.
 */
export const harnessErrorEvent = event('harness-error', { code: z.string(), message: z.string() });

/** The last event of a run that came to its end. A history without it was cut off. */
export const endEvent = event('end', {
  reason: z
    .enum(['completed', 'stopped', 'aborted'])
    .describe('stopped: the client under test could not go on, as `because` tells'),
  because: z
    .enum(['client-ended', 'not-connected'])
    .optional()
    .describe('why the client could not go on: it had ended, or a credential was not connected'),
});
