import { z } from 'zod';

/** What must be covered, and which scenarios of a run do it. */
export const runCoverageSchema = z.object({
  scenarios: z.array(z.string()).describe('names of the planned scenarios that any row has'),
  rows: z.array(
    z.object({
      section: z.string(),
      theme: z.string(),
      what: z.string(),
      by: z.array(z.int()).describe('its scenarios in this run, as places in `scenarios`'),
      of: z.int().describe('how many scenarios cover it, also those that are not in this run'),
      elsewhere: z.string().optional().describe('what covers it instead of a scenario'),
      open: z.string().optional().describe('why nothing covers it yet'),
    }),
  ),
});

export type RunCoverage = z.infer<typeof runCoverageSchema>;
