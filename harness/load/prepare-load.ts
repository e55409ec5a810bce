import type { Vocabulary } from '../plan/catalog.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import type { Course } from '../run/course.ts';
import { chooseGenerator } from './choose-generator.ts';
import { courseOfLoad } from './course-of-load.ts';
import type { GeneratorName } from './generator-names.ts';
import { findLoadScenario, loadLoadScenarios } from './known-load-scenarios.ts';
import { planLoad } from './plan-load.ts';

/** Which load somebody wants. */
export interface LoadChoice {
  /** Name of the scenario; `load/` may be left out. */
  readonly wanted: string;
  /** Calls per second, in the place of what the scenario says. */
  readonly rate?: number | undefined;
  readonly durationMs?: number | undefined;
  readonly seed: number;
  /** What makes the load; undefined: k6 where it is, otherwise autocannon. */
  readonly generator?: GeneratorName | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True when the owner of an instance elsewhere has said that load may go there. */
  readonly elsewhere: boolean;
}

/** A load that can be made as soon as there is an n8n. */
export interface PreparedLoad {
  readonly planned: PlannedScenario;
  readonly courseOf: (planned: PlannedScenario) => Course;
  /** How many calls it makes, at most. */
  readonly calls: number;
}

/**
 * Finds and plans a load, and finds what makes it. It starts nothing.
 * @throws HarnessError exit 64 when there is no such scenario, or the load makes no sense
 */
export async function prepareLoad(
  { wanted, rate, durationMs, seed, elsewhere, generator: asked, env }: LoadChoice,
  { scenarioFolder, catalog }: { readonly scenarioFolder: string; readonly catalog: Vocabulary },
): Promise<PreparedLoad> {
  const scenario = findLoadScenario(wanted, await loadLoadScenarios(scenarioFolder));
  const load = planLoad(scenario, { rate, durationMs }, { seed, catalog });
  const generator = await chooseGenerator(asked, { scenarioFolder, env });
  return {
    planned: load.planned,
    courseOf: () => courseOfLoad({ load, generator, elsewhere }),
    calls: Math.round((load.rate * load.durationMs) / 1_000),
  };
}
