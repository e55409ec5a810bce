import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../machine/parse-json.ts';
import { HarnessError } from '../../model/error.ts';
import type { PlannedScenario } from '../../plan/planned-scenario.ts';

/** What a scenario takes of a machine with real n8n. */
export interface Cost {
  /** Its share of the machine. Others run while it waits, unless it is exclusive. */
  readonly seconds: number;
  /** From its begin to its end, which no suite with it can be quicker than; 0 when not known. */
  readonly lasts: number;
}

const FIXED_S = 0.25;
const EXECUTION_S = 0.35;
const RESTART_S = 6;

const share = (executions: number, restarts: number): number =>
  FIXED_S + EXECUTION_S * executions + RESTART_S * restarts;

const givenSchema = z.record(z.string(), z.number().positive());

const runSchema = z.object({
  scenarios: z.array(
    z.object({
      name: z.string(),
      verdict: z.string(),
      executions: z.array(z.unknown()).optional(),
      history: z.string().optional(),
      durationMs: z.number().optional(),
    }),
  ),
});

/** How often a process of n8n was started in a history. */
function restartsIn(file: string): number {
  if (!existsSync(file)) return 0;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"type":"process"') && line.includes('"state":"started"'))
    .length;
}

/** What the plan of a scenario says of its work, for one that was not run. */
function planned({ steps, exclusive }: PlannedScenario): Cost {
  const executions = steps.reduce(
    (sum, step) =>
      sum +
      (step.do === 'execute' || step.do === 'begin' ? (step.times ?? 1) : 0) +
      (step.do === 'observe' ? 1 : 0),
    0,
  );
  const killed = steps.filter(
    (step) => step.do === 'inject' && /^n8n\/(killed|terminated|second)/.test(step.fault),
  ).length;
  return { seconds: share(executions, exclusive ? killed : 0), lasts: 0 };
}

/**
 * The cost of every scenario.
 * @param source the folder of a run of real n8n, or a JSON file with seconds by scenario; what is
 *   not in it is reckoned from the plan
 * @throws HarnessError with exit code 64 when it is neither
 */
export function costsFrom(
  source: string | undefined,
  plans: readonly PlannedScenario[],
): ReadonlyMap<string, Cost> {
  const known = source === undefined ? new Map<string, Cost>() : readCosts(source, plans);
  return new Map(
    plans.map((plan) => [plan.scenario.name, known.get(plan.scenario.name) ?? planned(plan)]),
  );
}

function readCosts(source: string, plans: readonly PlannedScenario[]): ReadonlyMap<string, Cost> {
  const isFolder = statSync(source, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? join(source, 'results.json') : source;
  const json = existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : undefined;
  const given = givenSchema.safeParse(json);
  if (given.success)
    return new Map(
      Object.entries(given.data).map(([name, seconds]) => [name, { seconds, lasts: 0 }]),
    );
  const run = runSchema.safeParse(json);
  if (!run.success)
    throw new HarnessError(
      'costs-unreadable',
      `Could not read costs from ${source}: it is neither the folder of a run nor seconds by scenario.`,
      { hint: 'Name a folder with a results.json.', exitCode: 64 },
    );
  const exclusive = new Set(
    plans.filter((plan) => plan.exclusive).map(({ scenario }) => scenario.name),
  );
  return new Map(
    run.data.scenarios
      .filter(({ verdict }) => verdict !== 'skipped')
      .map(({ name, executions = [], history = '', durationMs = 0 }) => {
        const lasts = durationMs / 1_000;
        const own = share(executions.length, restartsIn(join(source, history)));
        return [name, { seconds: exclusive.has(name) ? Math.max(own, lasts) : own, lasts }];
      }),
  );
}
