import type { Capability } from './capability.ts';
import type { EventOf, ExecutionError } from './event.ts';
import type { CredentialSpec } from './scenario.ts';
import type { SystemUnderTest } from './system.ts';
import type { WorkflowPlan } from './workflow.ts';

/** The provider's addresses a credential needs, and the client's identity there. */
export interface ProviderAddresses {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** Base URL of the API behind the provider; an item is at `${apiUrl}/items/<id>`. */
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface CredentialRequest {
  readonly name: string;
  readonly spec: Required<CredentialSpec>;
  readonly provider: ProviderAddresses;
}

export interface WorkflowRequest {
  readonly name: string;
  readonly plan: WorkflowPlan;
  readonly credentialId: string;
  readonly credentialName: string;
  readonly provider: ProviderAddresses;
}

/** How one execution went, as the client itself recorded it. */
export interface ExecutionReport {
  readonly status: EventOf<'execution'>['status'];
  readonly executionId?: string;
  readonly error?: ExecutionError;
  /**
   * Client's time stamp of the execution's start, milliseconds since the epoch by the client's
   * clock.
   */
  readonly clientStartedAtMs?: number;
  /**
   * Ids of items whose recorded result carries an error body although the execution says success.
   */
  readonly itemsWithErrorBody?: readonly string[];
  /** Everything the client stored of the execution, for the leak scan; never written anywhere. */
  readonly stored: string;
}

/** How far the log of each process was read, in bytes. */
export type LogMark = Readonly<Record<string, number>>;

/** A part of a client's log. */
export interface LogPart {
  readonly texts: readonly { readonly process: string; readonly text: string }[];
  /** Where the next part begins. */
  readonly mark: LogMark;
}

/**
 * An OAuth client (RFC 6749 §1.1) under test: n8n, or a reference client. One instance serves many
 * scenarios at once. Methods reject with a `HarnessError` when the client cannot do what was asked;
 * `execute` never rejects for a failed execution, which is a report.
 */
export interface ClientUnderTest {
  readonly capabilities: ReadonlySet<Capability>;
  /** False once the client's process has ended without being asked to. */
  readonly alive: boolean;
  /** What it is made of; undefined for a client without processes of its own. */
  readonly system?: SystemUnderTest;
  createCredential(request: CredentialRequest, signal: AbortSignal): Promise<string>;
  /**
   * Authorization code flow without a browser; nothing to do for client credentials. Also
   * reconnects.
   */
  connect(credentialId: string, signal: AbortSignal): Promise<void>;
  /** Changes the scope of a credential as an operator would in the credential's form. */
  editScope(credentialId: string, scope: string, signal: AbortSignal): Promise<void>;
  deleteCredential(credentialId: string, signal: AbortSignal): Promise<void>;
  createWorkflow(request: WorkflowRequest, signal: AbortSignal): Promise<string>;
  updateWorkflow(workflowId: string, request: WorkflowRequest, signal: AbortSignal): Promise<void>;
  deleteWorkflow(workflowId: string, signal: AbortSignal): Promise<void>;
  /**
   * Runs a workflow once over `items`; `key` tells executions apart. Ends as `hung` when
   * `deadlineMs` pass.
   */
  execute(
    workflowId: string,
    run: { readonly key: string; readonly items: readonly string[]; readonly deadlineMs: number },
    signal: AbortSignal,
  ): Promise<ExecutionReport>;
  /**
   * Hands the decrypted stored credential to `reduce` and forgets it. Needs `stored-credential`.
   */
  readStoredCredential<T>(
    credentialId: string,
    reduce: (fields: Readonly<Record<string, unknown>>) => T,
  ): Promise<T>;
  /** Needs `skew-clock`. Ends when the client's clock is seen to be off by `offsetMs`. */
  skewClock(offsetMs: number, signal: AbortSignal): Promise<void>;
  /**
   * What was logged since a mark, each process apart; from `end`: nothing, and the mark of now.
   * Needs `log`.
   */
  readLog(since: LogMark | 'end'): Promise<LogPart>;
  /** Needs `restart`. */
  restart(signal: AbortSignal): Promise<void>;
}
