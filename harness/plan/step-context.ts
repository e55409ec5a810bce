import type { FaultName, HeldExchange, PolicyInput } from '../../mock-provider/index.ts';
import type { TargetFaultName } from '../faults/index.ts';
import type { CallbackKind } from '../model/client.ts';
import type { Consent } from '../model/editor.ts';
import type { Phase } from '../model/event.ts';
import type { HoldMoment } from '../model/hold.ts';

/** A fault of the provider or of the target. */
export type AnyFaultName = FaultName | TargetFaultName;

/** A fault that a step puts in force: its name, and its options as the scenario writes them. */
export interface Injection {
  readonly fault: AnyFaultName;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What a step can see and do. harness/run implements it. */
export interface StepContext {
  /** False when a process of the client under test has ended unexpectedly. */
  readonly alive: boolean;
  readonly phase: Phase;
  /** Number of executions started so far. */
  readonly executions: number;
  /** Number of faults in force, of the provider and of the target together. */
  readonly faultsInForce: number;
  /** Milliseconds since the run of the scenario began. */
  now(): number;
  /** Waits for `ms` milliseconds. When the run is aborted, it rejects with the abort reason. */
  wait(ms: number): Promise<void>;
  /** Sets the phase of the run; every change of phase is recorded once. */
  enterPhase(phase: Phase): void;
  /**
   * Connects a credential, whose user is at the provider for `awayMs` milliseconds. Rejects when
   * the client cannot connect it, unless it may fail.
   */
  connect(
    credential: string,
    options: { readonly mayFail: boolean; readonly awayMs: number },
  ): Promise<void>;
  /**
   * Connects two credentials at the same time: both users are at the provider before the first one
   * comes back, and the second one comes back last; each is away for `awayMs` milliseconds.
   */
  connectBeside(credential: string, beside: string, awayMs: number): Promise<void>;
  /**
   * Connects a credential in the client's editor. Rejects as `connect` does, and when the browser
   * could not go on.
   */
  connectInEditor(
    credential: string,
    options: { readonly mayFail: boolean; readonly consent: Consent },
  ): Promise<void>;
  /** Begins to connect a credential; its user stays at the provider until `finishConnect`. */
  beginConnect(
    credential: string,
    options: { readonly as: string; readonly mayFail: boolean },
  ): Promise<void>;
  /** Lets the user of a begun connect come back. Rejects as `connect` does. */
  finishConnect(as: string): Promise<void>;
  /** Sends the client a callback that it must refuse, and records whether it did. */
  receiveCallback(credential: string, kind: CallbackKind): Promise<void>;
  /** Runs a workflow once. Resolves to true when the execution did its work. */
  execute(workflow: string): Promise<boolean>;
  /** Sets whether the main workflow works, as its latest executions show. */
  mainWorks(works: boolean): void;
  /** Puts a fault in force. */
  inject(injection: Injection): Promise<void>;
  /** Heals the faults with that name, or all faults when the name is undefined. */
  heal(fault: AnyFaultName | undefined): Promise<void>;
  /**
   * Arms a gate: the provider holds the requests that it refuses at `at` until `requests` of them
   * wait together. The run checks at the end of the plan whether the gate opened.
   */
  armGate(gate: {
    readonly at: 'resource' | 'token';
    readonly requests: number;
    readonly withinMs: number;
  }): void;
  /**
   * Makes the provider hold the next exchange of a kind at a moment, until the plan lets it go. The
   * run tells at its end whether one was held.
   */
  hold(wanted: {
    readonly what: HeldExchange;
    readonly at: HoldMoment;
    readonly credential: string;
  }): void;
  /** Lets go what is held. */
  release(): void;
  /**
   * Begins executions of a workflow and waits for none of them to end, but until one is held as the
   * plan wants it, or until each has had an answer.
   */
  begin(workflow: string, times: number): Promise<void>;
  /** Waits until everything that was begun has ended. */
  finish(): Promise<void>;
  /** Changes settings of the provider's policy; what was issued before keeps its own. */
  changePolicy(change: PolicyInput): void;
  /** Moves the virtual clock of the provider forward. */
  advanceClock(ms: number): void;
  /** Records what the client has stored for each credential at this moment. */
  probeCredentials(): Promise<void>;
}
