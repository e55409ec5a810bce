import type { CheckerName } from './check/checkers/index.ts';
import type { LoadScenario } from './load/load-scenario.ts';
import type { Ladder } from './model/remedy.ts';
import type { Scenario as AnyScenario } from './model/scenario.ts';
import type { PlanStep } from './plan/steps/index.ts';
import type { KnownRemedyStep, LadderOptions, RemedyName } from './run/remedies/index.ts';

/** The public API of the package: everything that a scenario file may import. */
export {
  coverPairs,
  pairsInWords,
  type Combination,
  type Impossible,
  type PairCoverage,
} from './plan/cover-pairs.ts';
export { defineWorkflow, type WorkflowTemplate } from './plan/define-workflow.ts';
export { z } from 'zod';
export {
  defineFault,
  definePreset,
  durationSchema,
  interceptingOptions,
  lastingOptions,
  onceOptions,
  preset,
  presets,
  reply,
  strikingOptions,
  toMs,
  type FaultDefinition,
  type Preset,
} from '../mock-provider/index.ts';
export { defineConfig, type Config, type Project, type ProjectSettings } from './config/config.ts';
export { defineChecker, type Checker } from './model/checker.ts';
export { holds, notLookedAt, unknown, violated, type Finding } from './model/finding.ts';
export type { History, RecordedExchange } from './model/history.ts';
export {
  defineCoverage,
  type CoverageData,
  type CoverageRow,
  type CoverageSection,
  type CoverageTheme,
} from './plan/coverage/coverage.ts';
export * as find from './plan/coverage/finders.ts';
export { defineAdvice, type AdviceData } from './plan/advice/define-advice.ts';
export { advance } from './plan/steps/advance.ts';
export { beginConnect } from './plan/steps/begin-connect.ts';
export { begin } from './plan/steps/begin.ts';
export { changePolicy } from './plan/steps/change-policy.ts';
export { connect } from './plan/steps/connect.ts';
export { connectInEditor } from './plan/steps/connect-in-editor.ts';
export { execute } from './plan/steps/execute.ts';
export { finishConnect } from './plan/steps/finish-connect.ts';
export { finish } from './plan/steps/finish.ts';
export { heal } from './plan/steps/heal.ts';
export { hold } from './plan/steps/hold.ts';
export { inject } from './plan/steps/inject.ts';
export { observe } from './plan/steps/observe.ts';
export { receiveCallback } from './plan/steps/receive-callback.ts';
export { release } from './plan/steps/release.ts';
export { rendezvous } from './plan/steps/rendezvous.ts';
export { wait } from './plan/steps/wait.ts';
export type { Catalog } from './plan/catalog.ts';
export type { PlanStep as Step } from './plan/steps/index.ts';
export type { WorkflowSpec } from './model/scenario.ts';
export type { WorkflowPlan } from './model/workflow.ts';

/**
 * A scenario: a named situation, as data only. It may name only the checkers and remedies that the
 * harness has.
 */
export type Scenario = AnyScenario<{
  readonly checker: CheckerName;
  readonly remedy: RemedyName;
  readonly remedyStep: KnownRemedyStep;
  readonly step: PlanStep;
}>;

/**
 * Declares a scenario. The compiler checks the names of faults, their options, checkers and
 * remedies. Everything else is checked when the plan is made, before anything starts.
 * @example
 * export default defineScenario({
 *   name: 'baseline/no-fault',
 *   title: 'Nothing goes wrong',
 *   why: 'A harness that fails here measures itself.',
 *   workflows: { main: httpRequest() },
 *   plan: [execute(3)],
 *   expect: { recovery: 'unaffected' },
 * });
 */
export const defineScenario = (scenario: Scenario): Scenario => scenario;

/**
 * All remedies in turn, from the lightest to the heaviest, until one works lastingly.
 * @param typed what the operator types, by remedy; one that needs more than is said is left out
 * @example
 * remedies: ladder({ 'edit-scope': { scope: 'read files.read' } }),
 */
export const ladder = (typed: LadderOptions = {}): Ladder => ({
  ladder: typed as Ladder['ladder'],
});

/**
 * Declares scenarios that differ in values only, each with a name of its own. The file is named
 * `theme/what.family.ts`, and their names begin with `theme/what-`.
 * @example
 * export default defineFamily(
 *   ['absent', 'empty', 'null'].map((how) => ({
 *     name: `reply/refresh-token-${how}`,
 *     …
 *   })),
 * );
 */
export const defineFamily = (scenarios: readonly Scenario[]): readonly Scenario[] => scenarios;

/**
 * Declares what is tried under load: workflows that are called at a constant rate, and thresholds
 * in k6's syntax. The file stands in `scenarios/load/`, and is named as it is.
 * @example
 * export default defineLoad({
 *   name: 'load/expiries',
 *   title: 'Tokens end every ten seconds',
 *   why: 'Refresh is the commonest operation on tokens, and nobody load-tests it.',
 *   realm: { accessTokenTtl: '10s' },
 *   workflows: { main: { use: 'http-request' } },
 *   rate: 20,
 *   duration: '1m',
 *   thresholds: { http_req_failed: ['rate<0.01'] },
 * });
 */
export const defineLoad = (scenario: LoadScenario): LoadScenario => scenario;
