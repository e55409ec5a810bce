import type {
  FaultHandle,
  Realm,
  RegisteredClient,
  SecureAddresses,
} from '../../mock-provider/index.ts';
import type { ClientUnderTest, LogMark, ProviderAddresses } from '../model/client.ts';
import type { Phase } from '../model/event.ts';
import { PROVIDER_NAME, type AddressName } from '../model/scenario.ts';
import type { WorkflowPlan } from '../model/workflow.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import type { AcceptedWork } from './accepted-work.ts';
import type { Begun } from './holds/begun.ts';
import type { OpenHold } from './holds/open-hold.ts';
import type { Recorder } from './recorder.ts';
import type { Traffic } from './traffic.ts';
import type { Sinks } from './witnesses/sinks.ts';

/** A fault of the target that is in force. The provider keeps handles for its own faults. */
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

/** A connect whose user is at the provider. */
interface BegunConnect {
  /** Lets the user come back. */
  readonly release: () => void;
  /** Settles when the client has shown its page. */
  readonly ended: Promise<void>;
}

/** The mutable state of one scenario run. Steps, probes and remedies share it. */
export interface ScenarioRun {
  readonly planned: PlannedScenario;
  readonly client: ClientUnderTest;
  readonly realm: Realm;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
  /**
   * Prefix that distinguishes the credentials and workflows of this scenario run from those of
   * others in the client.
   */
  readonly label: string;
  /** The longest time an execution may take before it counts as hung. */
  readonly executionDeadlineMs: number;
  readonly say: (doing: string) => void;
  readonly onWaiting: (change: 1 | -1) => void;
  /**
   * Keeps a picture beside the history. Returns its path from there; missing where a run keeps no
   * files.
   */
  readonly keepScreenshot?: ((name: string, png: Uint8Array) => string) | undefined;
  /** Where n8n sends what monitoring gets; undefined when nobody asked for that. */
  readonly sinks?: Sinks | undefined;
  /** How many executions of each workflow have failed, as far as counters were looked at. */
  readonly failures: Map<string, number>;
  /** When the latest execution failed, in ms since the run began. */
  failedAt?: number;
  readonly registered: Map<string, RegisteredClient>;
  readonly credentialIds: Map<string, string>;
  /** Ids of the credentials that an operator has deleted, by name. */
  readonly deletedIds: Map<string, string>;
  readonly workflows: Map<string, LiveWorkflow>;
  readonly targetFaults: TargetFaultInForce[];
  /** What those faults of the target act on that begin at this moment, and may have struck. */
  readonly beginning: string[];
  /** Connects whose users are at the provider, by the names that the plan gives them. */
  readonly begunConnects: Map<string, BegunConnect>;
  /**
   * Armed gates. The run awaits them at the end of the plan. Their rejection is handled even when
   * the plan does not get that far.
   */
  readonly pendingGates: Promise<unknown>[];
  /** Holds that the plan has armed and not released. */
  readonly holds: OpenHold[];
  /** What the plan has begun and not waited for. */
  readonly begun: Begun[];
  /** What the API accepted, which tells whether an execution really did its work. */
  readonly work: AcceptedWork;
  readonly traffic: Traffic;
  /** The provider's addresses as https, when the scenario wants some of them. */
  secure?: SecureAddresses;
  /** Called one after the other when an execution has succeeded. */
  readonly onSuccess: Set<() => Promise<void>>;
  /** Number of executions that have begun and not ended. */
  executing: number;
  /** The longest that an execution took of those that succeeded before anything was wrong. */
  steadyMs: number;
  phase: Phase;
  /** Place in the plan of the step that is carried out. */
  step: number;
  executions: number;
  /** How often another version of the client was started. */
  exchanges: number;
  /** Number of pictures taken so far. */
  screenshots: number;
  /** Number of target faults begun so far; makes the id of each one unique. */
  targetFaultsBegun: number;
  /**
   * True when the latest execution of the main workflow did its work, or the latest round of
   * simultaneous executions.
   */
  mainWorks: boolean;
  logMark: LogMark;
  /** Where the data of this run's executions begins; missing where nobody can look. */
  storeMark?: number;
  readonly logSearched: { characters: number; readonly leaks: Set<string> };
}

/** The provider's addresses and the OAuth client with which a credential of this run is created. */
export function addresses(run: ScenarioRun, credential: string): ProviderAddresses {
  const client = run.registered.get(credential);
  if (client === undefined) throw new RangeError(`No client '${credential}' is registered.`);
  const { https = [], named = [] } = run.planned.scenario;
  const of = (address: AddressName) =>
    (https.includes(address) ? run.secure : undefined) ?? run.realm;
  const at = (address: AddressName, url: string): string =>
    named.includes(address) ? url.replace('//127.0.0.1:', `//${PROVIDER_NAME}:`) : url;
  return {
    authorizationUrl: run.realm.authorizationUrl,
    tokenUrl: at('token', of('token').tokenUrl),
    apiUrl: at('api', of('api').apiUrl),
    clientId: client.id,
    clientSecret: client.secret,
  };
}

/** Name of a credential or workflow in the client. */
export const nameInClient = (run: ScenarioRun, name: string): string => `${run.label} ${name}`;

/** Records that faults of the provider were healed. */
export function recordHealed(run: ScenarioRun, handles: readonly FaultHandle[], by: string): void {
  for (const { id, name, actsOn, options } of handles)
    run.recorder.add({ type: 'fault', fault: name, id, state: 'healed', actsOn, options, by });
}
