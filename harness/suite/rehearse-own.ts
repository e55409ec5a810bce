import type { Provider } from '../../mock-provider/index.ts';
import type { OwnWorkflow } from '../model/own-workflow.ts';
import type { RunningTarget } from '../model/target.ts';
import type { WorkflowPlan } from '../model/workflow.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { executionDeadlineMs } from '../run/execution-deadline.ts';
import { rehearse } from '../run/rehearse.ts';
import { oauth2Differences, requireKnownTypes } from '../run/unknown-types.ts';
import { planOf } from './plan-of.ts';
import type { OwnRun, SuiteOptions } from './suite-options.ts';

/**
 * Prepares the user's own workflow on a target: asks n8n whether it has all nodes, and runs the
 * workflow without any fault to see which calls it makes. Resolves to the options with the plans
 * that know them; without an own workflow, to the same options.
 * @throws HarnessError exit 64 when the workflow cannot be tried on this target
 */
export async function rehearseOwn(
  options: SuiteOptions,
  running: RunningTarget,
  provider: Provider,
): Promise<SuiteOptions> {
  const { own, signal, store, onProgress } = options;
  if (own === undefined) return options;
  const known = await running.knownTypes?.(signal);
  const { clientName } = running.info;
  if (known !== undefined) requireKnownTypes(own.told, known, clientName);
  const differences = known === undefined ? [] : oauth2Differences(own.told, known, clientName);
  onProgress({ kind: 'note', text: rehearsingText(own, clientName) });
  const { plan, tookMs } = await rehearse({ ...own, client: running, provider, signal });
  const told = { ...withCalls(own.told, plan), notes: [...own.told.notes, ...differences] };
  onProgress({ kind: 'note', text: rehearsedText(told, clientName, tookMs) });
  const rehearsed = { ...options, own: { ...own, told } };
  store.plan(planOf(rehearsed));
  return {
    ...rehearsed,
    scenarios: options.scenarios.map((scenario) =>
      withTime(withPlan(scenario, own, plan), tookMs * options.parallel),
    ),
  };
}

/** What was told of a workflow, with how often each of its nodes calls. */
function withCalls(told: OwnWorkflow, { apiNodes }: WorkflowPlan): OwnWorkflow {
  const calls = new Map(apiNodes.map(({ name, calls: made }) => [name, made.length]));
  return {
    ...told,
    nodes: told.nodes.map((node) => {
      const made = calls.get(node.node);
      return made === undefined ? node : { ...node, calls: made };
    }),
  };
}

const rehearsingText = ({ told, limitMs }: OwnRun, clientName: string): string =>
  `Rehearsing '${told.name}' on ${clientName}; each of two executions may take ${inWords(limitMs)} (--workflow-limit).`;

const inWords = (ms: number): string =>
  ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 1_000)} s`;

function rehearsedText({ name, nodes }: OwnWorkflow, clientName: string, tookMs: number): string {
  const calling = nodes.flatMap(({ node, calls }) =>
    calls === undefined ? [] : [`'${node}' ${calls}`],
  );
  return `Rehearsed '${name}' on ${clientName}, twice without a fault, in ${inWords(tookMs)} at most. Calls in each run: ${calling.join(', ')}.`;
}

/**
 * A scenario whose executions may take longer by what the workflow itself takes. One process of n8n
 * runs those that run at the same time, so each of them may take as long as all together.
 */
function withTime(planned: PlannedScenario, tookMs: number): PlannedScenario {
  const { scenario, atOnce } = planned;
  const besideMs = Math.round(tookMs * atOnce);
  return {
    ...planned,
    scenario: { ...scenario, executionDeadline: `${executionDeadlineMs(scenario) + besideMs}ms` },
  };
}

function withPlan(scenario: PlannedScenario, own: OwnRun, plan: WorkflowPlan): PlannedScenario {
  return {
    ...scenario,
    workflows: Object.fromEntries(
      Object.entries(scenario.workflows).map(([name, workflow]) => [
        name,
        workflow.plan === own.plan
          ? {
              ...workflow,
              plan,
              withRetryOnFail: (retry: Parameters<typeof workflow.withRetryOnFail>[0]) => ({
                ...workflow.withRetryOnFail(retry),
                apiNodes: plan.apiNodes,
              }),
            }
          : workflow,
      ]),
    ),
  };
}
