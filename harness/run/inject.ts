import { findTargetFault } from '../n8n/faults/index.ts';
import type { TargetFault } from '../n8n/faults/define-target-fault.ts';
import type { FaultName } from '../../mock-provider/index.ts';
import { HarnessError } from '../model/error.ts';
import type { InjectStep } from '../model/scenario.ts';
import { atMost } from './at-most.ts';
import { HEAL_WITHIN_MS } from './heal.ts';
import type { ScenarioRun } from './scenario-run.ts';
import { errorText } from './withhold.ts';

/** Puts a fault in force and records it. A fault of the target is in force only once it is seen to be. */
export async function injectFault(run: ScenarioRun, step: InjectStep): Promise<void> {
  const fault = findTargetFault(step.fault);
  if (fault !== undefined) return injectIntoTarget(run, fault, fault.options.parse(step.options ?? {}));
  const { id, name, surface, options } = run.realm.inject(step.fault as FaultName, step.options);
  run.recorder.add({ type: 'fault', fault: name, id, state: 'begin', surface, options });
}

async function injectIntoTarget(run: ScenarioRun, { name, surface, begin }: TargetFault, options: Readonly<Record<string, unknown>>): Promise<void> {
  run.targetFaultsBegun += 1;
  const id = `target-${run.targetFaultsBegun}`;
  const undo: ((signal: AbortSignal) => Promise<void>)[] = [];
  const heal = async (signal: AbortSignal): Promise<void> => {
    // Forgotten only when it is done: what could not be undone is tried again.
    for (let action = undo.at(-1); action !== undefined; action = undo.at(-1)) {
      await action(signal);
      undo.splice(undo.indexOf(action), 1);
    }
  };
  const met = (note: string): void => run.recorder.add({ type: 'fault', fault: name, id, state: 'met', surface, options, note });
  // What happens while it begins is told after its beginning.
  let early: (() => void)[] | undefined = [];
  const tell = (event: () => void): void => (early === undefined ? event() : void early.push(event));
  const context = {
    client: run.client,
    realm: run.realm,
    credentialId: run.credentialIds.get('main') ?? '',
    signal: run.signal,
    undo: (action: (signal: AbortSignal) => Promise<void>) => void undo.push(action),
    met: (note: string) => tell(() => met(note)),
    clockOffset: (offsetMs: number) => tell(() => run.recorder.add({ type: 'clock', clock: 'n8n', offsetMs })),
    failed: (cause: unknown) => tell(() => run.recorder.add({ type: 'harness-error', code: cause instanceof HarnessError ? cause.code : 'unexpected', message: errorText(run, cause) })),
  };
  try {
    await begin(context, options);
  } catch (cause) {
    // Half begun is not begun: other scenarios run on this client afterwards.
    early = undefined;
    await atMost(HEAL_WITHIN_MS, heal).catch(() => {});
    throw cause;
  }
  run.targetFaults.push({ id, name, surface, options, heal });
  run.recorder.add({ type: 'fault', fault: name, id, state: 'begin', surface, options });
  const events = early;
  early = undefined;
  events.forEach((event) => event());
}
