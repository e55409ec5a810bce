import { faults } from '../../../mock-provider/index.ts';
import { CREDENTIAL_DEFAULTS } from '../../model/credential-defaults.ts';
import type { WorkflowSpec } from '../../model/scenario.ts';
import type { WorkflowPlan } from '../../model/workflow.ts';
import type { PlannedScenario } from '../../plan/planned-scenario.ts';
import { describeStep } from '../../plan/steps/index.ts';
import type { RewiredWorkflow } from './rewire.ts';

/** The template that only calls the API: whatever calls an API may take its place. */
const REPLACEABLE = 'http-request';

/**
 * Why a scenario cannot be tried with another workflow in the place of its own; undefined when it
 * can.
 */
export function whyUnfit({ workflows }: PlannedScenario['scenario']): string | undefined {
  const { main } = workflows;
  if (main === undefined) return 'it has no main workflow';
  // Whichever method the own workflow calls with: what a fault does to the token is the same.
  const { use, credential, items, method: _method, ...options }: WorkflowSpec = main;
  if (use !== REPLACEABLE) return `it is about the workflow template ${use}`;
  if (credential !== undefined && credential !== 'main')
    return `its main workflow uses the credential '${credential}'`;
  const names = Object.keys(options);
  if (names.length > 0)
    return `it needs a workflow of its own: ${names.map((name) => `${name} ${JSON.stringify(options[name])}`).join(', ')}`;
  return items === undefined || items === 1
    ? undefined
    : `it needs ${String(items)} items in one execution, and the own workflow decides that itself`;
}

/** The scenarios of a run with the own workflow in the place of main, and those that do not fit. */
export function putInPlace(
  scenarios: readonly PlannedScenario[],
  own: RewiredWorkflow,
): {
  readonly fitting: readonly PlannedScenario[];
  readonly leftOut: RewiredWorkflow['told']['leftOut'];
} {
  const judged = scenarios.map((planned) => ({ planned, because: whyUnfit(planned.scenario) }));
  return {
    fitting: judged.flatMap(({ planned, because }) =>
      because === undefined ? [withOwn(planned, own)] : [],
    ),
    leftOut: judged.flatMap(({ planned, because }) =>
      because === undefined ? [] : [{ scenario: planned.scenario.name, because }],
    ),
  };
}

/** A scenario with the own workflow in the place of main. */
export function withOwn(
  planned: PlannedScenario,
  { plan, credentials }: Pick<RewiredWorkflow, 'plan' | 'credentials'>,
): PlannedScenario {
  const [, ...others] = credentials;
  const { main = CREDENTIAL_DEFAULTS, ...rest } = planned.credentials;
  return {
    ...planned,
    ...(others.length === 0 ? {} : strikingMain(planned)),
    credentials: {
      main,
      ...rest,
      ...Object.fromEntries(others.map((name) => [name, CREDENTIAL_DEFAULTS])),
    },
    workflows: {
      ...planned.workflows,
      main: {
        credential: 'main',
        alsoUses: others,
        plan,
        withRetryOnFail: (retry) => withRetryOnFail(plan, retry),
      },
    },
  };
}

/**
 * The steps of a plan with faults that strike `main` alone, where they could strike one of several
 * credentials: an operator would reconnect one, and the others are to stay unaffected.
 */
function strikingMain({ steps }: PlannedScenario): Pick<PlannedScenario, 'steps' | 'words'> {
  const striking = steps.map((step) =>
    step.do === 'inject' && strikesOne.has(step.fault)
      ? { ...step, options: { client: 'main', ...step.options } }
      : step,
  );
  return { steps: striking, words: striking.map(describeStep) };
}

/** The faults that may strike the tokens of one client alone. */
const strikesOne: ReadonlySet<string> = new Set(
  faults.filter(({ options }) => 'client' in options.shape).map(({ name }) => name),
);

/** The same workflow with Retry On Fail switched on for each node that calls the API. */
function withRetryOnFail(
  plan: WorkflowPlan,
  retry: { readonly maxTries: number; readonly waitMs: number },
): WorkflowPlan {
  const callers = new Set(plan.apiNodes.map(({ name }) => name));
  return {
    ...plan,
    retryOnFail: retry,
    n8n: {
      ...plan.n8n,
      nodes: plan.n8n.nodes.map((node) =>
        callers.has(String(node['name']))
          ? {
              ...node,
              retryOnFail: true,
              maxTries: retry.maxTries,
              waitBetweenTries: retry.waitMs,
            }
          : node,
      ),
    },
  };
}
