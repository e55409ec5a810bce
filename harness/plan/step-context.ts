import type { FaultName } from '../../mock-provider/index.ts';
import type { TargetFaultName } from '../faults/index.ts';
import type { Phase } from '../model/event.ts';

/** A fault of the provider or of the target. */
export type AnyFaultName = FaultName | TargetFaultName;

/** A fault by name, with its options as the scenario writes them. */
export interface Injection {
  readonly fault: AnyFaultName;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What a step of a plan may do and see; the room that runs plans carries it out. */
export interface StepContext {
  /** False once the client under test has ended. */
  readonly alive: boolean;
  readonly phase: Phase;
  /** Executions begun so far. */
  readonly executions: number;
  /** Faults in force, of the provider and of the target. */
  readonly faultsInForce: number;
  /** Milliseconds since the run of the scenario began. */
  now(): number;
  /** Waits, without keeping the run from being aborted. Rejects with the reason when it is. */
  wait(ms: number): Promise<void>;
  /** Moves the run into a phase; recorded once per change. */
  enterPhase(phase: Phase): void;
  /** Connects a credential. Rejects when the client cannot. */
  connect(credential: string): Promise<void>;
  /** Runs a workflow once; true when the execution succeeded. */
  execute(workflow: string): Promise<boolean>;
  /** Says whether the main workflow works, as its latest executions show. */
  mainWorks(works: boolean): void;
  /** Puts a fault in force. */
  inject(injection: Injection): Promise<void>;
  /** Ends the faults of that name, or all. */
  heal(fault: AnyFaultName | undefined): Promise<void>;
  /**
   * Arms a gate: holds requests refused at `at` until `requests` of them stand there together.
   * Whether it opened is waited for at the end of the plan.
   */
  armGate(gate: {
    readonly at: 'resource' | 'token';
    readonly requests: number;
    readonly withinMs: number;
  }): void;
  /** Moves the virtual clock of the provider forward. */
  advanceClock(ms: number): void;
  /** Records what is stored of each credential now. */
  probeCredentials(): Promise<void>;
}
