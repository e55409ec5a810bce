import type { StepContext } from '../../plan/step-context.ts';
import { enterPhase } from '../enter-phase.ts';
import { armHold } from '../holds/arm-hold.ts';
import { beginExecutions, finishExecutions } from '../holds/begin-executions.ts';
import { unlessHeld } from '../holds/unless-held.ts';
import { probeCredentials } from '../probes/probe-credentials.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { wait } from '../wait.ts';
import { beginConnect, finishConnect } from './begun-connects.ts';
import { connectBeside, connectOrStop, tryToConnect } from './connect-credential.ts';
import { connectInEditorAsPlanned } from './connect-in-editor.ts';
import { executeWorkflow } from './execute-workflow.ts';
import { heal } from './heal.ts';
import { injectFault } from './inject.ts';
import { receiveCallback } from './receive-callback.ts';

/** What a user does at the provider who is there for a while: nothing that the provider sees. */
const awayFor = (run: ScenarioRun, ms: number): (() => Promise<void>) | undefined =>
  ms === 0 ? undefined : () => wait(run, ms);

/**
 * A gate holds calls for this share of an execution's time at most. A client that never has as many
 * calls under way as the gate waits for has the rest for its work.
 */
const HELD_AT_MOST = 0.5;

/** Makes the view of a run that the steps of its plan get. */
export const stepContext = (run: ScenarioRun): StepContext => ({
  get alive() {
    return run.client.alive;
  },
  get phase() {
    return run.phase;
  },
  get executions() {
    return run.executions;
  },
  get faultsInForce() {
    return run.realm.faults.length + run.targetFaults.length;
  },
  now: () => run.recorder.now(),
  wait: (ms) => wait(run, ms),
  enterPhase: (phase) => enterPhase(run, phase),
  connect(credential, { mayFail, awayMs }) {
    const away = awayFor(run, awayMs);
    // One that is held ends in a later step.
    const marks = run.holds.length === 0 ? {} : { begunIn: run.step };
    const connected = mayFail
      ? tryToConnect(run, credential, { mayFail, ...marks }, away)
      : connectOrStop(run, credential, away, marks);
    return unlessHeld(run, ['authorization', 'code-exchange'], connected);
  },
  connectBeside: (credential, beside, awayMs) =>
    connectBeside(run, credential, beside, awayFor(run, awayMs)),
  connectInEditor: (credential, options) => connectInEditorAsPlanned(run, credential, options),
  beginConnect: (credential, options) => beginConnect(run, credential, options),
  finishConnect: (as) => finishConnect(run, as),
  receiveCallback: (credential, kind) => receiveCallback(run, credential, kind),
  execute: (workflow) => executeWorkflow(run, workflow),
  mainWorks(works) {
    run.mainWorks = works;
  },
  inject: (injection) => injectFault(run, injection),
  heal: (fault) => heal(run, fault === undefined ? { all: true } : { name: fault }, 'plan'),
  hold(wanted) {
    run.holds.push(armHold(run, wanted));
  },
  release() {
    for (const hold of run.holds.splice(0)) hold.release('plan');
  },
  begin: (workflow, times) => beginExecutions(run, workflow, times),
  finish: () => finishExecutions(run),
  armGate(options) {
    const withinMs = Math.min(options.withinMs, run.executionDeadlineMs * HELD_AT_MOST);
    const gate = run.realm.gate({ ...options, withinMs }, run.signal);
    // Nothing awaits the gate before the end of the plan, and an aborted run never does. Without
    // this handler its rejection would be unhandled.
    gate.catch(() => {});
    run.pendingGates.push(gate);
  },
  changePolicy: (change) => run.realm.changePolicy(change),
  advanceClock: (ms) => run.realm.clock.advance(ms),
  probeCredentials: () => probeCredentials(run),
});
