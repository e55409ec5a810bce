import { z } from 'zod';
import type { ExitCode } from './exit-code.ts';

/** How much a finding matters: an `error` will stop workflows, a `warning` may. */
export const SEVERITIES = ['error', 'warning'] as const;

/** What `doctor` looks at: a running n8n, what n8n exported, or its database. */
export const SOURCE_KINDS = ['instance', 'export', 'database'] as const;

const named = z.strictObject({ id: z.string(), name: z.string() });

const placeSchema = z
  .strictObject({
    workflow: named.optional(),
    node: z.string().optional(),
    parameter: z.string().describe('path of a parameter of the node').optional(),
    credential: named.optional(),
    host: z.string().describe('host of a token endpoint').optional(),
    n8n: z.string().describe('version').optional(),
  })
  .describe('where it is; the same place has the same words whatever was looked at');

const findingSchema = z.strictObject({
  check: z.string(),
  severity: z.enum(SEVERITIES),
  what: z.string(),
  where: placeSchema,
  why: z.string(),
  scenario: z.string().describe('the scenario that shows what becomes of it'),
  todo: z.string().describe('what to do'),
});

const notLookedAtSchema = z.strictObject({
  check: z.string(),
  what: z.string(),
  because: z.string(),
});

const checkSchema = z.strictObject({
  name: z.string(),
  looksFor: z.string(),
  standing: z
    .enum(['fine', 'found', 'partly', 'not-looked-at', 'nothing-there'])
    .describe(
      '`partly`: what was looked at is fine, and more stands in `notLookedAt`; `nothing-there`: this n8n has nothing that the check is about',
    ),
  lookedAt: z.number().int().nonnegative().describe('how many things it looked at'),
});

const remarkSchema = z.strictObject({
  text: z.string(),
  incomplete: z.boolean().describe('true: something that should be there could not be looked at'),
});

/** The schema of what `doctor --json` prints. */
export const diagnosisSchema = z.strictObject({
  schemaVersion: z.literal(1),
  harness: z.string(),
  at: z.iso.datetime(),
  source: z.strictObject({ kind: z.enum(SOURCE_KINDS), name: z.string() }),
  n8n: z.strictObject({ version: z.string().optional(), topology: z.string().optional() }),
  workflows: z.number().int().nonnegative(),
  credentials: z.number().int().nonnegative().describe('those of OAuth2'),
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  checks: z.array(checkSchema),
  findings: z.array(findingSchema),
  notLookedAt: z.array(notLookedAtSchema),
  remarks: z.array(remarkSchema),
});

/** What `doctor` has found, and what it could not look at. */
export type Diagnosis = z.infer<typeof diagnosisSchema> & { readonly exitCode: ExitCode };
export type DiagnosisFinding = z.infer<typeof findingSchema>;
export type DiagnosisPlace = z.infer<typeof placeSchema>;
export type DiagnosisCheck = z.infer<typeof checkSchema>;
export type DiagnosisRemark = z.infer<typeof remarkSchema>;
export type NotLookedAt = z.infer<typeof notLookedAtSchema>;
export type Severity = (typeof SEVERITIES)[number];
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** How `doctor` shows what it has found. */
export interface DiagnosisViews {
  lines(diagnosis: Diagnosis, options: { readonly colours: boolean }): readonly string[];
  /** The Common Test Report Format: a test for each check. */
  ctrf(diagnosis: Diagnosis): string;
}
