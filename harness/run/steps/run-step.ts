import { setTimeout as delay } from 'node:timers/promises';
import { toMs } from '../../../mock-provider/index.ts';
import type { Step } from '../../model/scenario.ts';
import { connectCredential } from './connect-credential.ts';
import { enterPhase } from '../enter-phase.ts';
import { executeWorkflow } from './execute-workflow.ts';
import { heal } from './heal.ts';
import { injectFault } from './inject.ts';
import { probeCredentials } from '../probes/probe-credentials.ts';
import type { ScenarioRun } from '../scenario-run.ts';

const OBSERVE_EVERY_MS = 250;
const GATE_WITHIN_MS = 20_000;

/** A step in a few words, for whoever watches. */
function describeStep(step: Step): string {
  switch (step.do) {
    case 'connect':
      return `connect ${step.credential ?? 'main'}`;
    case 'execute':
      return `execute ${step.times ?? 1}${(step.concurrency ?? 1) > 1 ? `, ${step.concurrency} at once` : ''}`;
    case 'inject':
      return `inject ${step.fault}`;
    case 'rendezvous':
      return `rendezvous of ${step.requests}`;
    case 'advance':
      return `advance ${step.by}`;
    case 'heal':
      return `heal ${step.fault ?? 'all'}`;
    case 'observe':
      return `observe for ${step.for}`;
  }
}

async function executeMany(
  run: ScenarioRun,
  step: Extract<Step, { do: 'execute' }>,
): Promise<void> {
  const { times = 1, concurrency = 1 } = step;
  const workflows = [step.workflow ?? 'main'].flat();
  let left = times;
  const ofMain: boolean[] = [];
  const worker = async (): Promise<void> => {
    while (left > 0 && run.client.alive) {
      const workflow = workflows[(times - left) % workflows.length] ?? 'main';
      left -= 1;
      try {
        const works = await executeWorkflow(run, workflow);
        if (workflow === 'main') ofMain.push(works);
      } catch (cause) {
        left = 0;
        throw cause;
      }
    }
  };
  // All come to their end before the step does: what still runs would go on into the clearing up.
  const ended = await Promise.allSettled(
    Array.from({ length: Math.min(concurrency, times) }, worker),
  );
  const broken = ended.find((end) => end.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  const atOnce = Math.max(
    1,
    Math.ceil(
      (concurrency * workflows.filter((name) => name === 'main').length) / workflows.length,
    ),
  );
  if (ofMain.length > 0) run.mainWorks = ofMain.slice(-atOnce).every(Boolean);
}

async function observe(run: ScenarioRun, step: Extract<Step, { do: 'observe' }>): Promise<void> {
  const workflow = step.workflow ?? 'main';
  const deadline = run.recorder.now() + toMs(step.for);
  let works = await executeWorkflow(run, workflow);
  while (!works && run.client.alive && run.recorder.now() + OBSERVE_EVERY_MS < deadline) {
    run.onWaiting(1);
    await delay(OBSERVE_EVERY_MS, undefined, { signal: run.signal }).finally(() =>
      run.onWaiting(-1),
    );
    works = await executeWorkflow(run, workflow);
  }
  if (workflow === 'main') run.mainWorks = works;
}

function armGate(run: ScenarioRun, step: Extract<Step, { do: 'rendezvous' }>): void {
  const gate = run.realm.gate(
    {
      at: step.at ?? 'resource',
      requests: step.requests,
      withinMs: step.within === undefined ? GATE_WITHIN_MS : toMs(step.within),
    },
    run.signal,
  );
  // Until the end of the plan nobody waits for it, and an aborted run never does.
  gate.catch(() => {});
  run.pendingGates.push(gate);
}

async function perform(run: ScenarioRun, step: Step): Promise<void> {
  switch (step.do) {
    case 'connect':
      return connectCredential(run, step.credential ?? 'main');
    case 'execute':
      return executeMany(run, step);
    case 'inject':
      if (run.executions > 0 && (run.phase === 'steady' || run.phase === 'healed')) {
        await probeCredentials(run);
        enterPhase(run, 'during');
      }
      return injectFault(run, step);
    case 'rendezvous':
      armGate(run, step);
      return undefined;
    case 'advance':
      return run.realm.clock.advance(toMs(step.by));
    case 'heal':
      await probeCredentials(run);
      await heal(run, step.fault === undefined ? { all: true } : { name: step.fault }, 'plan');
      if (run.realm.faults.length + run.targetFaults.length === 0) enterPhase(run, 'healed');
      return undefined;
    case 'observe':
      await observe(run, step);
      return undefined;
  }
}

/** Carries out one step of the plan between its `begin` and `end` events. */
export async function runStep(run: ScenarioRun, step: Step, index: number): Promise<void> {
  run.signal.throwIfAborted();
  run.say(describeStep(step));
  run.recorder.add({ type: 'step', index, state: 'begin' });
  await perform(run, step);
  run.recorder.add({ type: 'step', index, state: 'end' });
}
