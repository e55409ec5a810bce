import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../machine/parse-json.ts';
import { HarnessError } from '../../model/error.ts';
import type { PairOutcome } from './pair.ts';

const schema = z.object({
  /** The scenarios in which every client was tried. */
  tried: z.array(z.string()),
  /** For each scenario the checkers that decide something about the correct client. */
  decided: z.record(z.string(), z.array(z.string())),
  /** For each client what it did not pass: by scenario the verdict, then who was violated. */
  failed: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
});

/** What became of every client in every scenario. Pairs that passed are not written down. */
export type Matrix = z.infer<typeof schema>;

/** The outcomes of all pairs as one table. */
export function matrixOf(outcomes: readonly PairOutcome[]): Matrix {
  const failed: Record<string, Record<string, string[]>> = {};
  const ofCorrect = outcomes.filter(({ client }) => client === 'correct');
  for (const { client, scenario, verdict, violated } of outcomes) {
    const own = (failed[client] ??= {});
    if (verdict !== 'pass') own[scenario] = [verdict, ...violated];
  }
  return {
    tried: ofCorrect.map(({ scenario }) => scenario).toSorted(),
    decided: Object.fromEntries(ofCorrect.map(({ scenario, decided }) => [scenario, [...decided]])),
    failed,
  };
}

/** Writes a matrix; its folder is made. */
export function writeMatrix(file: string, matrix: Matrix): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(matrix)}\n`);
}

/** @throws HarnessError when there is none in the file */
export function readMatrix(file: string): Matrix {
  const read = schema.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  throw new HarnessError('matrix-unreadable', `Could not read ${file}: it holds no matrix.`, {
    hint: 'Remove it, or have it made anew: npm run suites -- --again',
    exitCode: 64,
  });
}

/** A wrong client: whose business it is, and where the self-test finds it. */
interface Mistake {
  readonly caughtBy: string;
  readonly caughtIn: string;
}

/**
 * For each wrong client the scenarios that catch it: it fails there, the checker that exists for
 * its mistake is violated, and the correct client passes. The one in which the self-test finds it
 * counts always: it may need what only this client brings, or a machine that is quiet.
 */
export function catches(
  { failed, tried }: Matrix,
  mistakes: Readonly<Record<string, Mistake>>,
): ReadonlyMap<string, readonly string[]> {
  const telling = tried.filter((scenario) => failed['correct']?.[scenario] === undefined);
  return new Map(
    Object.entries(mistakes).map(([client, { caughtBy, caughtIn }]) => {
      const found = telling.filter((scenario) => {
        const [verdict, ...violated] = failed[client]?.[scenario] ?? [];
        return verdict === 'fail' && violated.includes(caughtBy);
      });
      return [client, found.includes(caughtIn) ? found : [...found, caughtIn]];
    }),
  );
}
