import type { FaultName } from '../../../mock-provider/index.ts';
import type { TargetFault, TargetFaultContext } from '../../faults/engine/define-target-fault.ts';
import { findTargetFault } from '../../faults/index.ts';
import { HarnessError } from '../../model/error.ts';
import type { HistoryEventBody } from '../../model/event.ts';
import type { Injection } from '../../plan/step-context.ts';
import { probeLog } from '../probes/probe-log.ts';
import { errorText } from '../redact.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { withTimeout } from '../with-timeout.ts';
import { exchangeVersion } from './exchange-version.ts';
import { heal, HEAL_WITHIN_MS } from './heal.ts';
import { operatorOf } from './operator.ts';

/**
 * Puts a fault in force and records it. A fault of the target counts as in force only when this has
 * been observed.
 */
export async function injectFault(run: ScenarioRun, injection: Injection): Promise<void> {
  const fault = findTargetFault(injection.fault);
  if (fault !== undefined)
    return injectIntoTarget(run, fault, fault.options.parse(injection.options ?? {}));
  const { id, name, actsOn, options } = run.realm.inject(
    injection.fault as FaultName,
    injection.options,
  );
  run.recorder.add({ type: 'fault', fault: name, id, state: 'begin', actsOn, options });
}

type Undo = (signal: AbortSignal) => Promise<void>;

async function injectIntoTarget(
  run: ScenarioRun,
  { name, actsOn, begin }: TargetFault,
  options: Readonly<Record<string, unknown>>,
): Promise<void> {
  // What was logged until now tells nothing of the fault.
  await probeLog(run);
  run.targetFaultsBegun += 1;
  const id = `target-${run.targetFaultsBegun}`;
  const head = { fault: name, id, actsOn, options } as const;
  const undos: Undo[] = [];
  const strikes: Promise<void>[] = [];
  let undoing: Promise<void> | undefined;
  // A fault may end by itself at the same moment at which it is healed, also while it strikes.
  // Undoing therefore runs only once at a time and waits until the fault has struck; otherwise what
  // it is about to do would not be undone.
  const undo: Undo = (signal) =>
    (undoing ??= Promise.allSettled(strikes)
      .then(() => undoAll(undos, signal))
      .finally(() => (undoing = undefined)));
  const teller = new Teller((event) => run.recorder.add(event));
  run.beginning.push(actsOn);
  try {
    await begin(
      contextOf(run, head, { undos, strikes, tell: (event) => teller.tell(event) }),
      options,
    );
  } catch (cause) {
    // The fault could not begin completely. What it has done is undone, because other scenarios
    // will run on this client.
    teller.open();
    await withTimeout(HEAL_WITHIN_MS, undo).catch(() => {});
    throw cause;
  } finally {
    run.beginning.splice(run.beginning.indexOf(actsOn), 1);
  }
  run.targetFaults.push({ id, name, actsOn, options, heal: undo });
  run.recorder.add({ type: 'fault', ...head, state: 'begin' });
  teller.open();
}

async function undoAll(undos: Undo[], signal: AbortSignal): Promise<void> {
  // An action is removed from the list only when it has succeeded, so that a failed one is tried
  // again.
  for (let action = undos.at(-1); action !== undefined; action = undos.at(-1)) {
    await action(signal);
    undos.splice(undos.indexOf(action), 1);
  }
}

interface Hooks {
  readonly undos: Undo[];
  readonly strikes: Promise<void>[];
  readonly tell: (event: HistoryEventBody) => void;
}

function contextOf(
  run: ScenarioRun,
  head: {
    readonly fault: string;
    readonly id: string;
    readonly actsOn: string;
    readonly options: Readonly<Record<string, unknown>>;
  },
  { undos, strikes, tell }: Hooks,
): TargetFaultContext {
  return {
    client: run.client,
    realm: run.realm,
    operator: operatorOf(run),
    get held() {
      return run.holds.find(({ held }) => held !== undefined)?.held;
    },
    credentialId: run.credentialIds.get('main') ?? '',
    workflowIds: new Map([...run.workflows].map(([name, { id }]) => [name, id])),
    signal: run.signal,
    onSuccess(listener) {
      run.onSuccess.add(listener);
      return () => void run.onSuccess.delete(listener);
    },
    undo: (action) => void undos.push(action),
    striking(work) {
      strikes.push(work);
      // A client may keep an operator waiting for longer than the execution he disturbs.
      run.begun.push({ works: work.then(() => true).catch(() => false) });
    },
    end: (by) => heal(run, { id: head.id }, by),
    exchangeVersion: (exchange, start) => exchangeVersion(run, exchange, start),
    met: (note) => tell({ type: 'fault', ...head, state: 'met', note }),
    clockOffset: (offsetMs) => tell({ type: 'clock', clock: 'n8n', offsetMs }),
    failed(cause) {
      // Work that an abort interrupts has not failed by itself.
      if (!run.signal.aborted)
        tell({
          type: 'harness-error',
          code: cause instanceof HarnessError ? cause.code : 'unexpected',
          message: errorText(run, cause),
        });
    },
  };
}

/**
 * Holds back events that happen while a fault begins, so that they are recorded after its `begin`
 * event.
 */
class Teller {
  readonly #record: (event: HistoryEventBody) => void;
  #kept: HistoryEventBody[] | undefined = [];

  constructor(record: (event: HistoryEventBody) => void) {
    this.#record = record;
  }

  tell(event: HistoryEventBody): void {
    if (this.#kept === undefined) this.#record(event);
    else this.#kept.push(event);
  }

  open(): void {
    const kept = this.#kept ?? [];
    this.#kept = undefined;
    kept.forEach((event) => this.#record(event));
  }
}
