import type { z } from 'zod';
import type { Realm } from '../../../mock-provider/index.ts';
import type { Capability } from '../../model/capability.ts';
import type { ClientUnderTest } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import type { SystemUnderTest } from '../../model/system.ts';

/** What a fault of the target works on. */
export interface TargetFaultContext {
  readonly client: ClientUnderTest;
  /**
   * The provider's realm of this scenario: its holds give the fault its moment, its events show
   * that it was met.
   */
  readonly realm: Pick<Realm, 'hold' | 'listen'>;
  /** Id of the main credential in n8n. */
  readonly credentialId: string;
  /** Ids in n8n of the scenario's workflows, by their names there. */
  readonly workflowIds: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  /**
   * Says how to end what was just begun; carried out in reverse order when the fault is healed, or
   * does not come to be in force.
   */
  undo(action: (signal: AbortSignal) => Promise<void>): void;
  /**
   * Says what the fault is doing at its moment, on its own; nothing is undone before that has come
   * to its end.
   */
  striking(work: Promise<void>): void;
  /** Ends the fault now; `by` is what did it. Does nothing once it has ended. */
  end(by: string): Promise<void>;
  /** Records that the fault stood in n8n's way. */
  met(note: string): void;
  /** Records that n8n's clock is off by so much. */
  clockOffset(ms: number): void;
  /**
   * Records that something the fault does later, on its own, could not be done; the run then proves
   * nothing.
   */
  failed(cause: unknown): void;
}

/**
 * A fault of the system under test itself, not of the provider. A scenario that uses one runs alone
 * on its target.
 */
export interface TargetFault<
  Name extends string = string,
  Options extends z.ZodObject = z.ZodObject,
> {
  readonly name: Name;
  readonly summary: string;
  readonly actsOn: 'clock' | 'process' | 'database' | 'redis';
  /** Reports from the field, or the RFC section that names the hazard. */
  readonly seenInTheWild: readonly string[];
  readonly requires: readonly Capability[];
  /**
   * True where a running n8n remembers such a fault, and takes the next one worse: each gets an n8n
   * that has not met one yet.
   */
  readonly remembered?: boolean;
  readonly options: Options;
  /** Puts the fault in force; resolves when it is seen to be, or armed for its moment. */
  begin(context: TargetFaultContext, options: z.output<Options>): Promise<void>;
}

/** Declares a fault of the target; the name and the options keep their literal types. */
export const defineTargetFault = <const Name extends string, Options extends z.ZodObject>(
  fault: TargetFault<Name, Options>,
): TargetFault<Name, Options> => fault;

/** The processes of the client under test. @throws HarnessError for a client that has none */
export function systemOf(client: ClientUnderTest): SystemUnderTest {
  if (client.system === undefined)
    throw new HarnessError(
      'capability-missing',
      'Could not reach into the client under test: it has no processes of its own.',
    );
  return client.system;
}
