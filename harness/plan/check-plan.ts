import {
  changedPolicy,
  policySchema,
  ProviderError,
  settingsPolicy,
} from '../../mock-provider/index.ts';
import { isLadder, remedyName, writtenRemedies } from '../model/remedy.ts';
import { checkHolds } from './check-holds.ts';
import { connectProblems, isSure } from './connect-problems.ts';
import { credentialProblems } from './credential-problems.ts';
import type { DefinedScenario } from './defined-scenario.ts';
import type { PlanProblem } from './plan-problem.ts';
import { stepDefinition, type PlanStep } from './steps/index.ts';
import { unmeetableFaults } from './unmeetable-faults.ts';
import { versionProblems } from './version-problems.ts';

const injects = (scenario: DefinedScenario) =>
  scenario.plan.flatMap((step, index) => (step.do === 'inject' ? [{ step, index }] : []));

function steadyState(scenario: DefinedScenario): PlanProblem[] {
  const firstExecution = scenario.plan.findIndex((step) => step.do === 'execute');
  if (firstExecution === -1)
    return [
      {
        path: ['plan'],
        message: 'executes nothing; a plan needs a steady state before its first fault',
      },
    ];
  const faultsFirst = injects(scenario).filter(({ index }) => index < firstExecution);
  const connectsLater = scenario.plan.slice(0, firstExecution).some(isSure);
  return faultsFirst.length > 0 && !connectsLater
    ? [
        {
          path: ['plan', faultsFirst[0]?.index ?? 0],
          message:
            'injects a fault before any execution; without a steady state the run proves nothing',
        },
      ]
    : [];
}

function afterTheFault(scenario: DefinedScenario): PlanProblem[] {
  const last = injects(scenario).at(-1);
  if (last === undefined) return [];
  const tried = scenario.plan
    .slice(last.index)
    .some((step) => step.do === 'finish' || stepDefinition(step).workflows !== undefined);
  return tried
    ? []
    : [
        {
          path: ['plan', last.index],
          message: 'is followed by no execution, so n8n would never meet it',
        },
      ];
}

/**
 * Names of the workflows that a step runs. For a fault that runs a workflow, an option of the fault
 * names it.
 */
const workflowsOf = (step: PlanStep): readonly string[] =>
  step.do === 'inject'
    ? [step.options?.['workflow']].filter((name) => typeof name === 'string')
    : (stepDefinition(step).workflows?.(step) ?? []);

function references(scenario: DefinedScenario): PlanProblem[] {
  const credentials = new Set(Object.keys(scenario.credentials ?? { main: {} }));
  const workflows = new Set(Object.keys(scenario.workflows));
  const problems: PlanProblem[] = workflows.has('main')
    ? []
    : [{ path: ['workflows'], message: "has no 'main'; recovery and remedies are tried on it" }];
  for (const [name, workflow] of Object.entries(scenario.workflows)) {
    const credential = workflow.credential ?? 'main';
    if (!credentials.has(credential))
      problems.push({
        path: ['workflows', name, 'credential'],
        message: `names the credential '${credential}', which is not among ${[...credentials].join(', ')}`,
      });
  }
  scenario.plan.forEach((step, index) => {
    for (const name of workflowsOf(step)) {
      if (!workflows.has(name))
        problems.push({
          path: ['plan', index, ...(step.do === 'inject' ? ['options'] : []), 'workflow'],
          message: `names the workflow '${name}', which is not among ${[...workflows].join(', ')}`,
        });
    }
    if (
      step.do === 'heal' &&
      step.fault !== undefined &&
      !injects(scenario).some(
        (earlier) => earlier.index < index && earlier.step.fault === step.fault,
      )
    )
      problems.push({
        path: ['plan', index, 'fault'],
        message: `heals '${step.fault}', which no earlier step injects`,
      });
  });
  return problems;
}

/** `n8n execute` cannot start a workflow whose only trigger is a webhook. */
function commands(scenario: DefinedScenario): PlanProblem[] {
  const names = injects(scenario).flatMap(({ step }) =>
    step.fault === 'n8n/execute-command' ? [step.options?.['workflow'] ?? 'main'] : [],
  );
  return Object.entries(scenario.workflows).flatMap(([name, { manualTrigger }]) =>
    names.includes(name) && manualTrigger !== true
      ? [
          {
            path: ['workflows', name, 'manualTrigger'],
            message: 'is not true; n8n execute starts from a Manual Trigger',
          },
        ]
      : [],
  );
}

function expectation({ expect, remedies }: DefinedScenario): PlanProblem[] {
  if (expect.recovery === 'after-remedy') {
    if (expect.remedy === undefined)
      return [
        {
          path: ['expect', 'remedy'],
          message: 'is missing; with recovery after-remedy say which remedy must be enough',
        },
      ];
    if (!isLadder(remedies) && !writtenRemedies(remedies).map(remedyName).includes(expect.remedy))
      return [
        {
          path: ['expect', 'remedy'],
          message: `is '${expect.remedy}', which is not among the remedies of this scenario`,
        },
      ];
  } else if (expect.remedy !== undefined) {
    return [
      {
        path: ['expect', 'remedy'],
        message: `goes with recovery after-remedy, not with ${expect.recovery}`,
      },
    ];
  }
  return [];
}

/**
 * Reports realm settings that are valid one by one but contradict each other, or that name
 * something the preset does not have.
 */
function realm({ realm: settings = {} }: DefinedScenario): PlanProblem[] {
  try {
    const result = policySchema.safeParse(settingsPolicy(settings));
    return (result.error?.issues ?? []).map(({ path, message }) => ({
      path: ['realm', ...path.map((part) => (typeof part === 'number' ? part : String(part)))],
      message,
    }));
  } catch (cause) {
    if (cause instanceof ProviderError)
      return [
        {
          path: ['realm', 'variant'],
          message: cause.hint.charAt(0).toLowerCase() + cause.hint.slice(1).replace(/\.$/, ''),
        },
      ];
    throw cause;
  }
}

/** Changes of the policy that leave none that makes sense. */
function policies({ realm: settings = {}, plan }: DefinedScenario): PlanProblem[] {
  const first = policySchema.safeParse(settingsPolicy(settings));
  if (!first.success) return [];
  let policy = first.data;
  return plan.flatMap((step, index) => {
    if (step.do !== 'change-policy') return [];
    const changed = changedPolicy(policy, step.to as Parameters<typeof changedPolicy>[1]);
    policy = changed.data ?? policy;
    return (changed.error?.issues ?? []).map(({ path, message }) => ({
      path: [
        'plan',
        index,
        'to',
        ...path.map((part) => (typeof part === 'number' ? part : String(part))),
      ],
      message,
    }));
  });
}

/**
 * The reasons why a scenario with the right shape still proves nothing; empty when there are none.
 */
export const checkPlan = (scenario: DefinedScenario): readonly PlanProblem[] => [
  ...realm(scenario),
  ...credentialProblems(scenario),
  ...(realm(scenario).length > 0 ? [] : policies(scenario)),
  ...steadyState(scenario),
  ...afterTheFault(scenario),
  ...unmeetableFaults(scenario),
  ...references(scenario),
  ...checkHolds(scenario),
  ...commands(scenario),
  ...connectProblems(scenario),
  ...versionProblems(scenario),
  ...expectation(scenario),
];
