import type { ExecutionReport } from '../../model/client.ts';
import type { Alarm, ExecutionError } from '../../model/event.ts';
import { allWork, isCalled, type ApiNode } from '../../model/workflow.ts';
import { MachineWatch } from '../machine-watch.ts';
import { probeCredentials } from '../probes/probe-credentials.ts';
import { redact } from '../redact.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { lookAtMetrics } from '../witnesses/metrics.ts';
import { askedOf } from './asked.ts';

/**
 * Runs one workflow once and records how it went. Resolves to true when the execution did its work:
 * a reported success is not enough, the API must have accepted every item.
 * @throws when the run was aborted, or the client could not even try
 */
export async function executeWorkflow(run: ScenarioRun, workflowName: string): Promise<boolean> {
  const workflow = run.workflows.get(workflowName);
  if (workflow === undefined) throw new RangeError(`No workflow '${workflowName}' exists.`);
  run.executions += 1;
  const key = `e${run.executions}`;
  const { apiNodes } = workflow.plan;
  const items = Array.from({ length: workflow.plan.items }, (_, index) => `${key}.${index + 1}`);
  const head = {
    key,
    workflow: workflowName,
    credential: workflow.credential,
    phase: run.phase,
    items: allWork(apiNodes, items),
  };
  run.recorder.add({
    type: 'execution-started',
    ...head,
    ...(workflow.plan.startedBy === undefined ? {} : { startedBy: workflow.plan.startedBy }),
    ...callersOf(apiNodes, items),
    ...(workflow.plan.opaque === true ? {} : { asks: askedOf(apiNodes, items) }),
  });
  using machine = new MachineWatch(run.client.pids);
  const startedAt = run.recorder.now();
  const startedWallMs = Date.now();
  // Withdrawn at the end: nobody would expect what a client that hung took up later.
  using _order = isCalled(workflow.plan) ? undefined : run.realm.placeOrder({ key, items });
  run.executing += 1;
  // Most of the time until its trigger fires and it is done nothing happens.
  const mostlyWaits = !isCalled(workflow.plan);
  if (mostlyWaits) run.onWaiting(1);
  const reported = await run.client
    .execute(workflow.id, { key, items, deadlineMs: run.executionDeadlineMs }, run.signal)
    .finally(() => {
      run.executing -= 1;
      if (mostlyWaits) run.onWaiting(-1);
    });
  const report = workflow.plan.opaque === true ? withoutOutput(reported) : reported;
  // When the run is aborted, the client may report the interrupted execution as a failure. It is
  // not the client's failure, so it is not recorded.
  run.signal.throwIfAborted();
  const durationMs = Math.round(run.recorder.now() - startedAt);
  run.recorder.add({
    type: 'execution',
    ...head,
    durationMs: report.tookMs ?? durationMs,
    machine: machine.take(),
    ...describe(run, report, startedWallMs),
  });
  if (report.status !== 'success') {
    run.failedAt = run.recorder.now();
    await lookAtMetrics(run, head);
  }
  if (report.status === 'success' && head.phase === 'steady')
    run.steadyMs = Math.max(run.steadyMs, durationMs);
  if (report.status === 'success') for (const tell of run.onSuccess) await tell();
  await lookAtNewTokens(run, workflow.credential, report);
  return (
    report.status === 'success' &&
    (report.itemsWithErrorBody?.length ?? 0) === 0 &&
    run.work.isDone(head.items)
  );
}

/**
 * An execution that reported success with new tokens has saved them: whatever kills the client now,
 * they must not be lost. With others still under way nobody knows whose tokens are not saved yet.
 */
async function lookAtNewTokens(
  run: ScenarioRun,
  credential: string,
  { status }: ExecutionReport,
): Promise<void> {
  if (status === 'success' && run.executing === 0 && run.traffic.takeRenewed(credential))
    await probeCredentials(run, { only: credential, moment: 'renewed' });
}

/** The credentials of items that nodes with a credential of their own work on. */
function callersOf(
  nodes: readonly ApiNode[],
  items: readonly string[],
): { readonly callers?: Readonly<Record<string, string>> } {
  const callers = nodes.flatMap((node) =>
    node.credential === undefined
      ? []
      : allWork([node], items).map((work) => [work, node.credential ?? ''] as const),
  );
  return callers.length === 0 ? {} : { callers: Object.fromEntries(callers) };
}

/** A report without what nobody knows how to read: what the user's own workflow gives. */
const withoutOutput = ({
  results: _results,
  answer,
  itemsWithErrorBody: _items,
  ...report
}: ExecutionReport): ExecutionReport => ({
  ...report,
  stored: [report.stored, answer?.text ?? ''].join('\n'),
});

function describe(run: ScenarioRun, report: ExecutionReport, startedWallMs: number) {
  const { status, error, executionId, clientStartedAtMs, itemsWithErrorBody, stored } = report;
  const { results, answer, alarm, alarmMissing, mode, turnedAway } = report;
  return {
    status,
    ...(error === undefined ? {} : { error: withoutSecrets(run, error) }),
    ...(alarm === undefined ? {} : { alarm: textsWithoutSecrets(run, alarm) }),
    ...(alarmMissing === true ? { alarmMissing } : {}),
    ...(executionId === undefined ? {} : { executionId }),
    ...(mode === undefined ? {} : { mode }),
    ...(clientStartedAtMs === undefined
      ? {}
      : { clockOffsetMs: clientStartedAtMs - startedWallMs }),
    ...(itemsWithErrorBody === undefined || itemsWithErrorBody.length === 0
      ? {}
      : { itemsWithErrorBody }),
    ...(results === undefined ? {} : { results }),
    ...(answer === undefined ? {} : { answer: { status: answer.status, results: answer.results } }),
    ...(turnedAway === undefined
      ? {}
      : { turnedAway: { ...turnedAway, says: redact(run, turnedAway.says) } }),
    leaks: run.realm.findSecrets(
      [stored, answer?.text, turnedAway?.says, ...textsOf(error), ...textsOf(alarm)].join('\n'),
    ),
  };
}

/** What an operator reads of a failure, as the client wrote it. */
const textsOf = ({ message, description }: Alarm = {}): readonly (string | undefined)[] => [
  message,
  description,
];

/**
 * Removes secrets from an error before it is recorded. A secret in an error text is a finding of
 * its own (`leaks`), but it must not get into the history.
 */
const withoutSecrets = (run: ScenarioRun, error: ExecutionError): ExecutionError => ({
  ...error,
  ...textsWithoutSecrets(run, error),
  message: redact(run, error.message),
});

function textsWithoutSecrets(run: ScenarioRun, { message, description }: Alarm): Alarm {
  return {
    ...(message === undefined ? {} : { message: redact(run, message) }),
    ...(description === undefined ? {} : { description: redact(run, description) }),
  };
}
