import { toMs } from '../../mock-provider/index.ts';
import { findTargetFault } from '../faults/index.ts';
import type { Capability } from '../model/capability.ts';
import { CREDENTIAL_DEFAULTS } from '../model/credential-defaults.ts';
import { HarnessError } from '../model/error.ts';
import { readsVariables } from '../model/own-variables.ts';
import { isLadder, remedyName, writtenRemedies } from '../model/remedy.ts';
import type { WorkflowSpec } from '../model/scenario.ts';
import { isCalled } from '../model/workflow.ts';
import type { Vocabulary } from './catalog.ts';
import { typesOfCredentials } from './credential-types.ts';
import type { DefinedScenario } from './defined-scenario.ts';
import type { PlannedScenario, PlannedWorkflow } from './planned-scenario.ts';
import { describeStep, stepDefinition } from './steps/index.ts';
import { requireValidScenario } from './validate-scenario.ts';

const DEFAULT_WITHIN_MS = 30_000;

function planWorkflow(spec: WorkflowSpec, vocabulary: Vocabulary): PlannedWorkflow {
  const { use, credential = 'main', ...options } = spec;
  const template = vocabulary.workflows.find((candidate) => candidate.name === use);
  if (template === undefined)
    throw new HarnessError(
      'workflow-unknown',
      `Could not plan a workflow: there is no template '${use}'.`,
      { exitCode: 64 },
    );
  const build = (extra: object) => template.build(template.options.parse({ ...options, ...extra }));
  return {
    credential,
    plan: build({}),
    withRetryOnFail: ({ maxTries, waitMs }) =>
      build({ retryOnFail: { maxTries, wait: `${waitMs}ms` } }),
  };
}

/** True when a field of a credential is written as an expression that reads variables. */
const readVariables = ({ credentials = {} }: DefinedScenario): boolean =>
  Object.values(credentials).some(({ expressions = {} }) =>
    Object.values(expressions).some((text) => readsVariables(text)),
  );

function requirements(
  scenario: DefinedScenario,
  { remedies }: Vocabulary,
): Pick<PlannedScenario, 'exclusive' | 'remembered' | 'requires' | 'beginsOn'> {
  const targetFaults = scenario.plan.flatMap((step) => {
    const fault = step.do === 'inject' ? findTargetFault(step.fault) : undefined;
    return step.do === 'inject' && fault !== undefined ? [{ fault, step }] : [];
  });
  const climbs = isLadder(scenario.remedies);
  const names = writtenRemedies(scenario.remedies).map(remedyName);
  const needs = remedies
    .filter(({ name }) => climbs || names.includes(name))
    .flatMap(({ requires = [] }) => requires);
  const ofSteps = scenario.plan.flatMap((step) => stepDefinition(step).requires ?? []);
  const requires = new Set<Capability>([
    ...(scenario.requires ?? []),
    ...(scenario.https === undefined ? [] : (['https'] as const)),
    ...targetFaults.flatMap(({ fault, step }) => [
      ...fault.requires,
      ...(fault.requiresWith?.(fault.options.parse(step.options ?? {})) ?? []),
    ]),
    ...(climbs ? [] : needs),
    ...ofSteps,
    ...(readVariables(scenario) ? (['variables'] as const) : []),
  ]);
  const [beginsOn] = targetFaults.flatMap(
    ({ fault, step }) => fault.beginsOn?.(fault.options.parse(step.options ?? {})) ?? [],
  );
  return {
    ...(beginsOn === undefined ? {} : { beginsOn }),
    exclusive:
      targetFaults.some(({ fault }) => fault.actsOn !== 'credential') ||
      needs.length + ofSteps.length > 0,
    remembered: targetFaults.some(({ fault }) => fault.remembered === true),
    requires: [...requires],
  };
}

/** The remedies in the order in which they are tried. */
function remediesOf(
  { remedies: written }: DefinedScenario,
  { remedies: all }: Vocabulary,
): Pick<PlannedScenario, 'remedies' | 'ladder'> {
  if (!isLadder(written)) return { remedies: written ?? [] };
  const typed = new Map(Object.entries(written.ladder));
  return {
    remedies: all.map(({ name }) => ({ remedy: name, ...typed.get(name) })),
    ladder: all.map(({ name, act }) => ({ remedy: name, act })),
  };
}

/** A trigger that the clock starts fires within a few seconds. */
const UNTIL_TRIGGERED_MS = 5_000;

function waitsMs({ plan }: DefinedScenario, workflows: PlannedScenario['workflows']): number {
  const triggered = Object.values(workflows).some(({ plan: workflow }) => !isCalled(workflow));
  return plan
    .map((step) => {
      const { waitsMs: waits, workflows: executed } = stepDefinition(step);
      return (waits?.(step) ?? 0) + (triggered && executed ? UNTIL_TRIGGERED_MS : 0);
    })
    .reduce((all, ms) => all + ms, 0);
}

/**
 * Makes the plan of a scenario: validates it, fills in defaults and sets the seed. It has no side
 * effects and starts nothing.
 * @throws HarnessError exit 64 when the scenario makes no sense
 */
export function planScenario(
  input: DefinedScenario,
  options: { readonly seed: number; readonly catalog: Vocabulary },
): PlannedScenario {
  const scenario = requireValidScenario(input, options.catalog);
  const workflows = Object.entries(scenario.workflows).map(
    ([name, spec]) => [name, planWorkflow(spec, options.catalog)] as const,
  );
  const credentialTypes = typesOfCredentials(workflows);
  const credentials = Object.entries(scenario.credentials ?? { main: {} }).map(
    ([name, spec]) =>
      [name, { ...CREDENTIAL_DEFAULTS, ...spec, ...credentialTypes[name]?.fixed }] as const,
  );
  return {
    scenario,
    seed: options.seed,
    steps: scenario.plan,
    words: scenario.plan.map(describeStep),
    credentials: Object.fromEntries(credentials),
    credentialTypes,
    workflows: Object.fromEntries(workflows),
    expect: {
      ...scenario.expect,
      withinMs:
        scenario.expect.within === undefined ? DEFAULT_WITHIN_MS : toMs(scenario.expect.within),
    },
    waitsMs: waitsMs(scenario, Object.fromEntries(workflows)),
    atOnce: Math.max(1, ...scenario.plan.map((step) => stepDefinition(step).atOnce?.(step) ?? 1)),
    ...requirements(scenario, options.catalog),
    ...remediesOf(scenario, options.catalog),
  };
}
