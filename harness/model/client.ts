import type { Capability } from './capability.ts';
import type { EditorAnswer, EditorVisit } from './editor.ts';
import type { Alarm, EventOf, ExecutionError } from './event.ts';
import type { KnownTypes } from './known-types.ts';
import type { Monitoring } from './monitoring.ts';
import type { Variables } from './own-variables.ts';
import type { CredentialSpec } from './scenario.ts';
import type { SystemUnderTest } from './system.ts';
import type { CredentialType, WorkflowPlan } from './workflow.ts';

/**
 * The provider's addresses that a credential needs, and the client id and secret registered there.
 */
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
  /** The type of credential; missing for the generic one. */
  readonly type?: CredentialType;
}

export interface WorkflowRequest {
  readonly name: string;
  readonly plan: WorkflowPlan;
  readonly credentialId: string;
  readonly credentialName: string;
  /** The other credentials that nodes of the workflow use, by their names in the plan. */
  readonly others?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
  readonly provider: ProviderAddresses;
  /**
   * For a step that refreshes by itself: the refresh token that somebody copied. In memory only.
   */
  readonly refreshToken?: string;
}

/** What a workflow gave for one item. */
export interface ItemResult {
  /** The item it was made from, as the client has it. */
  readonly item?: string;
  /** The receipt in the API's answer that it carries; missing when it carries none. */
  readonly receipt?: string;
}

/** What a webhook answered to its caller. */
export interface WebhookAnswer {
  readonly status: number;
  readonly results: readonly ItemResult[];
  /** The answer itself. It is searched for leaked secrets and never written to disk. */
  readonly text: string;
}

/**
 * A callback that a client must refuse (RFC 6749 §10.12, §4.1.2). `forged`: with a state that it
 * never made. `stateless`: with none. `replayed`: the one that connected the credential, again.
 * `sessionless`: from a browser that is not logged in, and in which no flow was begun. And one that
 * it may take: `logged-out`, from the browser in which the flow was begun, whose login has ended.
 */
export type CallbackKind = 'forged' | 'stateless' | 'replayed' | 'sessionless' | 'logged-out';

/** Calls of a workflow that the client refused before it began anything. */
export interface TurnedAway {
  readonly times: number;
  /** What it answered to the last of them. */
  readonly says: string;
}

/** The result of one execution, as the client itself recorded it. */
export interface ExecutionReport {
  readonly status: EventOf<'execution'>['status'];
  readonly executionId?: string;
  /** The client's own word for what started the execution. */
  readonly mode?: string;
  readonly error?: ExecutionError;
  /** What the client's alarm told of the failure, when it has one and the alarm was heard. */
  readonly alarm?: Alarm;
  /** True when the alarm of a failed execution was waited for, and did not come. */
  readonly alarmMissing?: boolean;
  /** When the execution started, in milliseconds since the epoch, by the client's own clock. */
  readonly clientStartedAtMs?: number;
  /**
   * How long the execution took by the client's own clock, where the client began it when it liked.
   */
  readonly tookMs?: number;
  /** Ids of items whose recorded result is an error body although the execution reports success. */
  readonly itemsWithErrorBody?: readonly string[];
  /** The output of the workflow, in its order. */
  readonly results?: readonly ItemResult[];
  /** What whoever called the webhook was answered. */
  readonly answer?: WebhookAnswer;
  /** How often it was called before it began anything, and what it said. */
  readonly turnedAway?: TurnedAway;
  /**
   * Everything that the client stored about the execution. The harness searches it for leaked
   * secrets and never writes it to disk.
   */
  readonly stored: string;
}

/** For each process, how many bytes of its log have been read. */
export type LogMark = Readonly<Record<string, number>>;

/** A part of a client's log. */
export interface LogPart {
  readonly texts: readonly { readonly process: string; readonly text: string }[];
  /** The mark at which the next part begins. */
  readonly mark: LogMark;
}

/** What a client has stored, for the search for secrets. It is never written to disk. */
export interface StoredTexts {
  readonly text: string;
  /** The mark at which the data of later executions begins. */
  readonly mark: number;
}

/** The client's ids of the credentials and workflows of a run, by their names. */
export interface OwnRows {
  readonly credentials: ReadonlyMap<string, string>;
  readonly workflows: ReadonlyMap<string, string>;
}

/** A row of what a client stores. Its values are never written to disk. */
export interface StoredRow {
  readonly table: string;
  /** Which row of the table: a name where there is one. */
  readonly row: string;
  /** The workflow of the run whose contents it holds; a remedy may save them anew. */
  readonly workflow?: string;
  /** Only columns that nobody but an operator changes. */
  readonly columns: Readonly<Record<string, unknown>>;
}

/** What a client made of a callback: whether it took it, and the page that the user sees. */
export interface CallbackAnswer {
  readonly taken: boolean;
  readonly page: string;
  /** Why it was refused, as the page says; missing when there is no reason to read. */
  readonly shown?: string | undefined;
}

/**
 * An OAuth client (RFC 6749 §1.1) under test: n8n, or a reference client. Several scenarios use one
 * instance at the same time. A method rejects with a `HarnessError` when the client cannot do what
 * was asked. `execute` does not reject when the execution fails: that is a normal report.
 */
export interface ClientUnderTest {
  readonly capabilities: ReadonlySet<Capability>;
  /** Environment variables that its expressions can read. Needs the capability `variables`. */
  readonly variables?: Variables;
  /** Missing where there is nothing for monitoring to get but the log. */
  readonly monitoring?: Monitoring;
  /** False when a process of the client has ended without being asked to. */
  readonly alive: boolean;
  /**
   * Ids of the processes of this machine in which the client runs now, none when it runs in this
   * one; missing when it runs in containers or elsewhere, where ids mean nothing here.
   */
  readonly pids?: readonly number[] | undefined;
  /** The client's processes and services; undefined for a client without processes of its own. */
  readonly system?: SystemUnderTest;
  createCredential(request: CredentialRequest, signal: AbortSignal): Promise<string>;
  /**
   * Runs the authorization code flow without a browser; also used to connect again. Does nothing
   * for the client credentials grant. Resolves to the page that the user sees at its end.
   * @param away what happens while the user is at the provider, before he comes back
   * @throws ConnectFailed when the client showed a page that says so
   */
  connect(
    credentialId: string,
    signal: AbortSignal,
    away?: () => Promise<void>,
  ): Promise<string | undefined>;
  /**
   * Connects a credential as a user does in the client's editor, in a browser. Needs the capability
   * `browser`.
   * @throws ConnectFailed when the client did not connect it, or does not say so in its dialog
   * @throws HarnessError `browser-failed` when the browser could not go on, and
   * `editor-not-understood` when it does not show what a user would look for: neither says anything
   * of the client
   */
  connectInEditor?(
    credentialId: string,
    signal: AbortSignal,
    visit: EditorVisit,
  ): Promise<EditorAnswer>;
  /** Sends the client a callback that it must refuse. */
  receiveCallback(
    credentialId: string,
    kind: CallbackKind,
    signal: AbortSignal,
  ): Promise<CallbackAnswer>;
  /** Changes the scope of a credential as an operator would in the credential's form. */
  editScope(credentialId: string, scope: string, signal: AbortSignal): Promise<void>;
  /** Changes the client secret of a credential as an operator would in the credential's form. */
  editSecret(credentialId: string, secret: string, signal: AbortSignal): Promise<void>;
  /** Changes the token URL of a credential as an operator would in the credential's form. */
  editTokenUrl(credentialId: string, url: string, signal: AbortSignal): Promise<void>;
  /**
   * Changes the name of a credential as an operator would, and nothing else. Resolves to the name
   * that was typed: a client may keep all credentials of a run under names of their own.
   */
  rename(credentialId: string, name: string, signal: AbortSignal): Promise<string>;
  deleteCredential(credentialId: string, signal: AbortSignal): Promise<void>;
  /**
   * Disconnects the account from a credential as an operator would: its tokens are gone, and it
   * stays. Needs the capability `disconnect`.
   */
  disconnect(credentialId: string, signal: AbortSignal): Promise<void>;
  createWorkflow(request: WorkflowRequest, signal: AbortSignal): Promise<string>;
  updateWorkflow(workflowId: string, request: WorkflowRequest, signal: AbortSignal): Promise<void>;
  deleteWorkflow(workflowId: string, signal: AbortSignal): Promise<void>;
  /**
   * Runs a workflow once over `items`. `key` identifies this execution. If the execution has not
   * ended after `deadlineMs`, the report has the status `hung`. A workflow that the client starts
   * by itself finds key and items in the order that waits for it.
   */
  execute(
    workflowId: string,
    run: { readonly key: string; readonly items: readonly string[]; readonly deadlineMs: number },
    signal: AbortSignal,
  ): Promise<ExecutionReport>;
  /**
   * Address of a workflow's webhook, for whoever calls it beside `execute`; missing of a client
   * that nobody can call over the network.
   */
  webhookOf?(workflowId: string): string;
  /** The types of nodes and credentials that the client has; missing where it has no such thing. */
  knownTypes?(signal: AbortSignal): Promise<KnownTypes>;
  /**
   * Names of the fields that the form of a type of credential has, none when there is no such type;
   * missing where clients have no forms.
   */
  fieldsOf?(credentialType: string, signal: AbortSignal): Promise<ReadonlySet<string>>;
  /**
   * What the form of a credential shows to whoever opens it: all that a browser gets of it. Missing
   * where clients have no forms.
   */
  readForm?(credentialId: string, signal: AbortSignal): Promise<string>;
  /**
   * Passes the decrypted stored credential to `reduce` and keeps no copy of it. Needs the
   * capability `stored-credential`.
   */
  readStoredCredential<T>(
    credentialId: string,
    reduce: (fields: Readonly<Record<string, unknown>>) => T,
  ): Promise<T>;
  /**
   * Everything that the client stores beside its credentials, in its database and elsewhere; of the
   * data of executions what came after a mark. With `end` it returns no text, only the mark of now.
   * Missing where nobody can look.
   */
  readStoredTexts?(since: number | 'end'): Promise<StoredTexts>;
  /**
   * The rows that no refresh, connect or save has any business in: those of a run without the data
   * of its credentials, those of the instance, and some that the harness put there and nobody uses.
   * Missing where nobody can look.
   */
  readStoredRows?(own: OwnRows): Promise<readonly StoredRow[]>;
  /**
   * Moves the client's clock. Resolves when the clock is observed to be off by `offsetMs`. Needs
   * the capability `skew-clock`.
   */
  skewClock(offsetMs: number, signal: AbortSignal): Promise<void>;
  /**
   * What each process logged since a mark. With `end` it returns no text, only the mark of the
   * current end of the logs. Needs the capability `log`.
   */
  readLog(since: LogMark | 'end'): Promise<LogPart>;
  /** Needs the capability `restart`. */
  restart(signal: AbortSignal): Promise<void>;
}
