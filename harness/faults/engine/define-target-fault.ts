import type { z } from 'zod';
import type { Realm } from '../../../mock-provider/index.ts';
import type { Capability } from '../../model/capability.ts';
import type { ClientUnderTest } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import type { EventOf } from '../../model/event.ts';
import type { Held } from '../../model/hold.ts';
import type { SystemUnderTest } from '../../model/system.ts';
import type { OlderVersion } from '../../model/target.ts';

/** What an operator does with the main credential. It is recorded as it happens. */
export interface Operator {
  /** Changes its scope, and nothing else. */
  editScope(scope: string): Promise<void>;
  /** Changes its token URL: behind the right one stands something by mistake. */
  mistypeTokenUrl(mistyped: string): Promise<void>;
  /** Changes its name, and nothing else. */
  rename(name: string): Promise<void>;
  /** Deletes it. */
  deleteCredential(): Promise<void>;
  /** Disconnects the account: its tokens are gone, and nothing else. */
  disconnect(): Promise<void>;
  /** Connects it again. Resolves also when the client does not let it be connected. */
  reconnect(): Promise<void>;
}

/** What a fault of the target gets to work with. */
export interface TargetFaultContext {
  readonly client: ClientUnderTest;
  /**
   * The provider's realm of this scenario. The fault holds requests there to strike at an exact
   * moment, and reads its events to see that n8n met the fault.
   */
  readonly realm: Pick<Realm, 'hold' | 'listen'>;
  readonly operator: Operator;
  /** The exchange that the plan holds now. */
  readonly held?: Held | undefined;
  /** Id of the main credential in n8n. */
  readonly credentialId: string;
  /** Ids in n8n of the scenario's workflows, by their names there. */
  readonly workflowIds: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  /**
   * Calls the listener when an execution has succeeded, and lets nothing else happen in the run
   * until it is done. Returns a function that stops this.
   */
  onSuccess(listener: () => Promise<void>): () => void;
  /**
   * Registers how to undo what the fault has just begun. The undo actions run in reverse order when
   * the fault is healed, and also when the fault could not be put in force.
   */
  undo(action: (signal: AbortSignal) => Promise<void>): void;
  /**
   * Registers work that the fault does in the background at its moment. Healing waits until this
   * work has ended before it undoes anything.
   */
  striking(work: Promise<void>): void;
  /** Ends the fault now; `by` says what ended it. Does nothing when the fault has already ended. */
  end(by: string): Promise<void>;
  /** Records that n8n met the fault. */
  met(note: string): void;
  /**
   * Records that another version of the client is started, which `start` does, and whether it came
   * up. What is stored is read before and after, so that what its migration changes is told from
   * what a refresh does.
   */
  exchangeVersion(
    exchange: Pick<EventOf<'version'>, 'from' | 'to' | 'data'>,
    start: () => Promise<void>,
  ): Promise<void>;
  /** Records that n8n's clock is off by so much. */
  clockOffset(ms: number): void;
  /**
   * Records that something the fault does later in the background failed. The run then proves
   * nothing.
   */
  failed(cause: unknown): void;
}

/**
 * A fault of the system under test, not of the provider. A scenario with such a fault runs alone on
 * its target, unless the fault acts on the credential alone.
 */
export interface TargetFault<
  Name extends string = string,
  Options extends z.ZodObject = z.ZodObject,
> {
  readonly name: Name;
  readonly summary: string;
  readonly actsOn: 'clock' | 'process' | 'database' | 'redis' | 'credential';
  /** Links to reports of users, or the RFC section that names the hazard. */
  readonly seenInTheWild: readonly string[];
  readonly requires: readonly Capability[];
  /** What it requires beside that, with some options. */
  requiresWith?(options: z.output<Options>): readonly Capability[];
  /** The older version on which a scenario with this fault begins. */
  beginsOn?(options: z.output<Options>): OlderVersion;
  /**
   * True when a running n8n remembers this fault and reacts worse to the next one. Each scenario
   * then gets an n8n process that has not met such a fault.
   */
  readonly remembered?: boolean;
  readonly options: Options;
  /**
   * Puts the fault in force. Resolves when the fault is observed to be in force, or is ready for
   * its moment.
   */
  begin(context: TargetFaultContext, options: z.output<Options>): Promise<void>;
}

/** Declares a fault of the target; the name and the options keep their literal types. */
export const defineTargetFault = <const Name extends string, Options extends z.ZodObject>(
  fault: TargetFault<Name, Options>,
): TargetFault<Name, Options> => fault;

/**
 * The system of the client under test.
 * @throws HarnessError for a client that has none
 */
export function systemOf(client: ClientUnderTest): SystemUnderTest {
  if (client.system === undefined)
    throw new HarnessError(
      'capability-missing',
      'Could not reach into the client under test: it has no processes of its own.',
    );
  return client.system;
}
