import { z } from 'zod';
import { STARTS } from '../workflow.ts';
import { event, phaseSchema, strings, tokenRefSchema } from './event-parts.ts';
import { livePairSchema } from './provider-events.ts';

/** Events about the client under test: what it did, and what was observed of it. */

const execution = {
  key: z.string(),
  workflow: z.string(),
  credential: z.string(),
  phase: phaseSchema,
  items: strings.describe(
    'what it works on; `item/part` where it calls the API more than once for one',
  ),
};

export const executionErrorSchema = z
  .object({
    message: z.string().describe('empty when the client shows none'),
    description: z.string().optional(),
    node: z.string().optional(),
    httpStatus: z.int().optional(),
    endedAs: z
      .string()
      .optional()
      .describe("the client's own word for the end of an execution that left no error"),
  })
  .describe("what an execution's error looked like to the operator");

const itemResults = z.array(
  z.object({
    item: z.string().optional().describe('the item it was made from, as the client has it'),
    receipt: z.string().optional().describe('missing when it carries no answer of the API'),
  }),
);

export const machineSchema = z
  .object({
    lagMs: z.number().describe('longest delay of the event loop of the harness'),
    loadPerCore: z.number().describe('load average of the last minute, per processor'),
    stolen: z.number().optional().describe('share of time stolen or waiting for the disk'),
    pressure: z
      .number()
      .optional()
      .describe('share of ten seconds in which something waited for a processor'),
    waitedMs: z
      .number()
      .optional()
      .describe('time for which threads of the client and the harness waited for a processor'),
    diskMs: z
      .number()
      .optional()
      .describe('time in which anything on this machine waited for a disk'),
  })
  .describe('how much this machine lagged while the execution ran');

export const alarmSchema = z
  .object({ message: z.string().optional(), description: z.string().optional() })
  .describe("what the client's own alarm told of the failure, such as n8n's error workflow");

const askedValuesSchema = z.object({
  query: z.string().optional().describe('missing when there is no query'),
  body: z.string().optional().describe('missing when there is no body'),
  headers: z.record(z.string(), z.string()).describe('by name in lower case'),
});

export const askedSchema = z.object({
  method: z.string(),
  query: strings.describe('names of the parameters'),
  fields: strings.describe('names of the fields of the body; none: no body'),
  headers: strings.optional().describe('names of the headers that the workflow adds'),
  values: z
    .record(z.string(), askedValuesSchema)
    .optional()
    .describe('digests of what each item is to send; missing in an older history'),
});

export const executionStartedEvent = event('execution-started', {
  ...execution,
  startedBy: z.enum(STARTS).optional().describe('what starts it; missing: a call of its webhook'),
  callers: z
    .record(z.string(), z.string())
    .optional()
    .describe('the credential of each item that is not worked on with that of the execution'),
  asks: z
    .union([askedSchema, z.array(askedSchema)])
    .optional()
    .describe(
      'what the workflow asks the API for: one entry for all items, or one for each kind of call with its items; missing in an older history',
    ),
});

export const executionEvent = event('execution', {
  ...execution,
  status: z
    .enum(['success', 'error', 'hung', 'lost'])
    .describe('lost: no result could be obtained; hung: the deadline passed'),
  error: executionErrorSchema.optional(),
  alarm: alarmSchema.optional(),
  alarmMissing: z
    .boolean()
    .optional()
    .describe('the alarm of a failed execution was waited for, and did not come'),
  machine: machineSchema.optional(),
  executionId: z.string().optional().describe("the client's own id of the execution"),
  mode: z.string().optional().describe("the client's own word for what started it"),
  durationMs: z.number(),
  clockOffsetMs: z
    .number()
    .optional()
    .describe("difference between the client's clock and ours, from its own time stamps"),
  itemsWithErrorBody: strings
    .optional()
    .describe('items reported as done although their result says they failed'),
  results: itemResults
    .optional()
    .describe('the output of the workflow, in its order; missing when the client tells of none'),
  answer: z
    .object({ status: z.int(), results: itemResults })
    .optional()
    .describe('what whoever called the webhook was answered; missing when nothing came'),
  turnedAway: z
    .object({ times: z.int(), says: z.string() })
    .optional()
    .describe(
      'calls that the client refused before it began anything, and what it said last; missing when it took the first one',
    ),
  leaks: strings.describe(
    'names of secrets found in what the client stored or told of this execution',
  ),
});

/**
 * A stored token: which token it is, or `foreign` when this realm did not issue it, or `absent`
 * when no token is stored.
 */
export const storedTokenSchema = z.union([tokenRefSchema, z.enum(['foreign', 'absent'])]);

export const storedCredentialEvent = event('stored-credential', {
  credential: z.string(),
  access: storedTokenSchema,
  refresh: storedTokenSchema,
  fields: z
    .record(z.string(), z.string())
    .describe('every other field, as a keyed digest of its value'),
  members: z
    .record(z.string(), z.string())
    .optional()
    .describe('what is stored beside the tokens of the token reply, each as a keyed digest'),
  endsInMs: z
    .record(z.string(), z.number())
    .optional()
    .describe(
      'of the members that say when the access token ends, how far that is ahead at this reading by the clock of this machine; missing when there are none, and in an older history',
    ),
  typed: z
    .record(z.string(), z.string())
    .optional()
    .describe('created or edited: what was entered for the fields, each as a keyed digest'),
  enteredAsDefault: strings
    .optional()
    .describe(
      'created: fields that were entered with the value that the form has anyway, which a form may leave out when it is saved; missing in an older history',
    ),
  moment: z
    .enum(['created', 'connected', 'refused', 'edited', 'disconnected', 'renewed', 'quiet'])
    .optional()
    .describe(
      'why it was read: created, before it was connected; connected: straight afterwards; refused: straight after a connect that failed and that the plan can do without; edited: straight after an operator changed it; disconnected: straight after an operator disconnected it; renewed: straight after an execution that succeeded with new tokens; quiet: after the plan or at the end, when nothing was under way any more',
    ),
  live: livePairSchema.nullable().describe("the provider's own view at the same moment"),
});

export const deletedCredentialEvent = event('deleted-credential', {
  credential: z.string(),
  there: z.boolean().describe('whether a credential that an operator has deleted is stored again'),
});

export const storedRowsEvent = event('stored-rows', {
  rows: z
    .array(
      z.object({
        table: z.string(),
        row: z.string().describe('which row of the table'),
        workflow: z
          .string()
          .optional()
          .describe('the workflow of this run that it holds; a remedy may save it anew'),
        columns: z
          .record(z.string(), z.string())
          .describe('every column that only an operator changes, as a keyed digest of its value'),
      }),
    )
    .describe('rows that hold the tokens of no credential of this run'),
  renamed: z
    .object({
      credential: z.string(),
      name: z.string().describe('the name that was typed, as a keyed digest'),
    })
    .optional()
    .describe('the credential that an operator has just renamed'),
});

export const processEvent = event('process', {
  process: z.string(),
  state: z
    .enum(['started', 'exited', 'finished', 'refused', 'stopped', 'killed', 'paused', 'resumed'])
    .describe(
      'exited: nobody asked it to; finished: it had done what it was started for; refused: it was given another encryption key, and said that it ends for that',
    ),
  pid: z.int().optional(),
  code: z.int().nullable().optional(),
  signal: z.string().nullable().optional(),
});

export const versionEvent = event('version', {
  from: z.string().describe('version of the client until now'),
  to: z.string().describe('version that was started in its place'),
  data: z
    .enum(['left', 'copy'])
    .describe(
      'left: on the data that the other version left; copy: on those from before the newer version first saw them',
    ),
  started: z.boolean().describe('whether it came up on these data'),
});

export const lockEvent = event('lock', {
  credential: z.string(),
  process: z.string().optional(),
  state: z
    .enum(['taken', 'waits', 'renewed', 'released', 'lost'])
    .describe(
      'what a process did with the lock that is to keep it from refreshing a credential twice',
    ),
});

export const logEvent = event('log', {
  process: z.string().optional(),
  level: z.string(),
  line: z.string(),
  credentials: strings.optional().describe('the credentials of the scenario that the line names'),
});

export const leakScanEvent = event('leak-scan', {
  place: z.enum(['client-log', 'history', 'connect-page', 'client-store', 'form']),
  characters: z.int().min(0).describe('how much text there was to search'),
  leaks: strings.describe('names of the tokens and secrets found'),
});
