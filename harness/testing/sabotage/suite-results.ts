import { z } from 'zod';

/** What is read of `results.json`, in whatever version of its schema. */
export const suiteResultsSchema = z.object({
  scenarios: z.array(
    z.object({
      name: z.string(),
      verdict: z.enum(['pass', 'fail', 'inconclusive', 'skipped']),
      known: z.unknown().optional(),
      findings: z.array(z.object({ checker: z.string(), verdict: z.string() })),
    }),
  ),
});

export type SuiteResults = z.infer<typeof suiteResultsSchema>;
