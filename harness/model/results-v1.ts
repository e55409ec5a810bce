import { z } from 'zod';
import {
  resultsSchema,
  totalsSchema,
  type Results,
  type RunFacts,
  type Stopped,
} from './results.ts';
import { runSchema } from './run-facts.ts';

/**
 * `results.json` as harnesses wrote it that did not store what was planned. Its exit code is not to
 * be trusted: that of a run that was killed said 0.
 */
export const resultsV1Schema = resultsSchema.omit({ planned: true }).extend({
  schemaVersion: z.literal(1),
  run: runSchema
    .omit({ stopped: true, rules: true })
    .extend({ interrupted: z.boolean().optional() }),
  totals: totalsSchema.omit({ notRun: true }),
});

type ResultsV1 = z.infer<typeof resultsV1Schema>;

const REASONS: Partial<Record<Results['exitCode'], Pick<Stopped, 'by' | 'message'>>> = {
  70: { by: 'error', message: 'An internal error ended the run.' },
  75: { by: 'target', message: 'A target could not be started.' },
  130: { by: 'interruption', message: 'The run was interrupted.' },
};

function stoppedIn({ run, exitCode }: ResultsV1): Stopped | undefined {
  const code = run.interrupted === true ? 130 : exitCode;
  const reason = REASONS[code];
  return reason === undefined ? undefined : { ...reason, exitCode: code };
}

/** Why the run ended and what it found, from a file of version 1. What was planned is not known. */
export function upgradeResults(old: ResultsV1): Results {
  const { interrupted: _interrupted, ...run } = old.run;
  const stopped = stoppedIn(old);
  const facts: RunFacts = { ...run, ...(stopped === undefined ? {} : { stopped }) };
  return { ...old, schemaVersion: 2, run: facts, totals: { ...old.totals, notRun: 0 } };
}
