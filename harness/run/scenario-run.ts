import type { FaultHandle, Realm, RegisteredClient } from '../../mock-provider/index.ts';
import type { ClientUnderTest, LogMark, ProviderAddresses } from '../model/client.ts';
import type { Phase } from '../model/event.ts';
import type { WorkflowPlan } from '../model/workflow.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import type { Recorder } from './recorder.ts';

/** A fault of the target in force, beside the provider's own handles. */
interface TargetFaultInForce {
  readonly id: string;
  readonly name: string;
  readonly actsOn: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly heal: (signal: AbortSignal) => Promise<void>;
}

/** A workflow as it exists in the client. */
interface LiveWorkflow {
  readonly id: string;
  readonly credential: string;
  readonly plan: WorkflowPlan;
}

/** The mutable state of one scenario run; the steps, probes and remedies work on it. */
export interface ScenarioRun {
  readonly planned: PlannedScenario;
  readonly client: ClientUnderTest;
  readonly realm: Realm;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
  /** Tells credentials and workflows of different scenario runs apart in the client. */
  readonly label: string;
  /** Longest time one execution may take before it counts as hung. */
  readonly executionDeadlineMs: number;
  readonly say: (doing: string) => void;
  readonly onWaiting: (change: 1 | -1) => void;
  readonly registered: Map<string, RegisteredClient>;
  readonly credentialIds: Map<string, string>;
  readonly workflows: Map<string, LiveWorkflow>;
  readonly targetFaults: TargetFaultInForce[];
  /**
   * Armed gates, awaited at the end of the plan; their rejection is handled even when the plan
   * never comes that far.
   */
  readonly pendingGates: Promise<unknown>[];
  /** Key of the digests of stored credential fields; random, never written. */
  readonly digestKey: Buffer;
  phase: Phase;
  executions: number;
  /** Faults of the target begun so far; gives each its own id. */
  targetFaultsBegun: number;
  /** The latest execution (or round of executions at once) of the main workflow succeeded. */
  mainWorks: boolean;
  logMark: LogMark;
  readonly logSearched: { characters: number; readonly leaks: Set<string> };
}

/** Addresses a credential of this run is made with. */
export function addresses(run: ScenarioRun, credential: string): ProviderAddresses {
  const client = run.registered.get(credential);
  if (client === undefined) throw new RangeError(`No client '${credential}' is registered.`);
  return {
    authorizationUrl: run.realm.authorizationUrl,
    tokenUrl: run.realm.tokenUrl,
    apiUrl: run.realm.apiUrl,
    clientId: client.id,
    clientSecret: client.secret,
  };
}

/** Name of a credential or workflow in the client. */
export const nameInClient = (run: ScenarioRun, name: string): string => `${run.label} ${name}`;

/** Records that faults of the provider ended. */
export function recordHealed(run: ScenarioRun, handles: readonly FaultHandle[], by: string): void {
  for (const { id, name, actsOn, options } of handles)
    run.recorder.add({ type: 'fault', fault: name, id, state: 'healed', actsOn, options, by });
}
