import { z } from 'zod';
import { patternSchema } from './baseline-pattern.ts';
import type { Checker } from './checker.ts';
import { didYouMean } from './did-you-mean.ts';
import { OUTCOMES, type TargetResult } from './results.ts';
import { RECOVERIES } from './scenario.ts';

export const BASELINE_TOPOLOGIES = ['single', 'postgres', 'queue'] as const;

const oneOrSeveral = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1)]);

type Patterns = z.ZodType<Readonly<Record<string, string>>>;

/** How a failure looks: what was seen of it, and nothing less. */
const seenSchema = (patterns: Patterns, name: z.ZodType<string>) =>
  z
    .strictObject({
      outcome: oneOrSeveral(z.enum(OUTCOMES)),
      recovery: oneOrSeveral(z.enum([...RECOVERIES, 'unknown'])).describe('the observed one'),
      remedy: z.string().optional().describe('the one that worked; with after-remedy'),
      violates: patterns.describe(
        'every violated checker, with a pattern of what its finding says; no more and no fewer',
      ),
      sometimes: patterns
        .optional()
        .describe('checkers that are violated beside them in some runs only, where n8n races'),
      undecided: z
        .array(name)
        .min(1)
        .optional()
        .describe('checkers that this failure may leave nothing to decide'),
    })
    .refine(
      ({ recovery, remedy }) =>
        [recovery].flat().includes('after-remedy') === (remedy !== undefined),
      {
        path: ['remedy'],
        message: 'a remedy is named where, and only where, recovery is after-remedy',
      },
    );

const entrySchema = (patterns: Patterns, name: z.ZodType<string>) =>
  z.strictObject({
    scenario: z.string(),
    topologies: z
      .array(z.enum(BASELINE_TOPOLOGIES))
      .min(1)
      .optional()
      .describe('where it fails; everywhere without'),
    sometimes: z
      .boolean()
      .optional()
      .describe('true: it fails in some runs only, so that a pass is not taken for a repair'),
    seen: z.array(seenSchema(patterns, name)).min(1).describe('the ways in which it fails'),
    reason: z.string().min(20),
    link: z.url().optional(),
  });

/**
 * The schema of a baseline: the known failures of one n8n version. An entry binds the cause of a
 * failure: only a failure that looks exactly like one of `seen` is known.
 * @param checkers those there are; no other name is one
 */
export const baselineSchema = (checkers: readonly Pick<Checker, 'name'>[]) => {
  const names = checkers.map(({ name }) => name);
  const noSuch = (name: string): string =>
    `there is no checker '${name}'; ${didYouMean(name, names)}`;
  const known = z.string().refine((name) => names.includes(name), {
    error: ({ input }) => noSuch(String(input)),
  });
  const patterns = z.record(z.string(), patternSchema).superRefine((all, context) => {
    const named = Object.keys(all);
    if (named.length === 0) context.addIssue({ code: 'custom', message: 'names no checker' });
    for (const name of named.filter((one) => !names.includes(one)))
      context.addIssue({
        code: 'custom',
        path: [name],
        message: noSuch(name),
      });
  });
  return z.strictObject({
    schemaVersion: z.literal(2),
    n8n: z.string().describe('exact version'),
    known: z.array(entrySchema(patterns, known)),
  });
};

export type Baseline = z.infer<ReturnType<typeof baselineSchema>>;
export type BaselineEntry = Baseline['known'][number];
export type SeenFailure = BaselineEntry['seen'][number];

/** A baseline that does not say how a failure looks; `baseline update` moves it. */
export const oldBaselineSchema = z.strictObject({
  n8n: z.string(),
  known: z.array(
    z.object({
      scenario: z.string(),
      topologies: z.array(z.enum(BASELINE_TOPOLOGIES)).optional(),
      reason: z.string(),
      link: z.url().optional(),
    }),
  ),
});

/** True when an entry speaks of a topology. */
export const speaksOf = (
  { topologies }: Pick<BaselineEntry, 'topologies'>,
  topology: TargetResult['topology'],
): boolean => topologies === undefined || topologies.some((one) => one === topology);

/**
 * The entries of a baseline that apply to a topology: those without `topologies`, and those that
 * list it.
 */
export const baselineOn = (baseline: Baseline, topology: TargetResult['topology']): Baseline => ({
  ...baseline,
  known: baseline.known.filter((entry) => speaksOf(entry, topology)),
});
