import type { Capability } from '../model/capability.ts';
import type {
  ClientUnderTest,
  CredentialRequest,
  ExecutionReport,
  LogMark,
  LogPart,
  WorkflowRequest,
} from '../model/client.ts';
import { HarnessError } from '../model/error.ts';
import { authorize } from './authorization-code-flow.ts';
import { newCredential, type StoredCredential } from './stored-credential.ts';

/**
 * The data of a reference client: credentials, workflows, a log and its own clock. Everything is in
 * memory.
 */
export abstract class ClientStore implements ClientUnderTest {
  readonly capabilities: ReadonlySet<Capability> = new Set<Capability>([
    'stored-credential',
    'skew-clock',
    'log',
  ]);
  readonly alive = true;
  /**
   * Offset of this client's clock in milliseconds. The clock is used only for the time stamps of
   * executions. Whether a token is valid, the client learns only from the provider's answers.
   */
  protected clockOffsetMs = 0;
  readonly #credentials = new Map<string, StoredCredential>();
  readonly #workflows = new Map<string, WorkflowRequest>();
  #next = 1;
  #log = '';

  abstract execute(
    workflowId: string,
    run: { readonly key: string; readonly items: readonly string[]; readonly deadlineMs: number },
    signal: AbortSignal,
  ): Promise<ExecutionReport>;

  async createCredential(request: CredentialRequest): Promise<string> {
    const id = this.#newId();
    this.#credentials.set(id, newCredential(id, request));
    return id;
  }

  async connect(credentialId: string, signal: AbortSignal): Promise<void> {
    const credential = this.credential(credentialId);
    if (credential.spec.grant === 'client-credentials') return;
    credential.fields = {
      ...credential.fields,
      oauthTokenData: await authorize(credential, signal),
    };
    this.note(credential, 'connected');
  }

  async editScope(credentialId: string, scope: string): Promise<void> {
    const credential = this.credential(credentialId);
    credential.fields = { ...credential.fields, scope };
  }

  async deleteCredential(credentialId: string): Promise<void> {
    this.#credentials.delete(credentialId);
  }

  async createWorkflow(request: WorkflowRequest): Promise<string> {
    const id = this.#newId();
    this.#workflows.set(id, request);
    return id;
  }

  async updateWorkflow(workflowId: string, request: WorkflowRequest): Promise<void> {
    this.workflow(workflowId);
    this.#workflows.set(workflowId, request);
  }

  async deleteWorkflow(workflowId: string): Promise<void> {
    this.#workflows.delete(workflowId);
  }

  async readStoredCredential<T>(
    credentialId: string,
    reduce: (fields: Readonly<Record<string, unknown>>) => T,
  ): Promise<T> {
    return reduce(structuredClone(this.credential(credentialId).fields));
  }

  async skewClock(offsetMs: number): Promise<void> {
    this.clockOffsetMs = offsetMs;
  }

  async readLog(since: LogMark | 'end'): Promise<LogPart> {
    const bytes = Buffer.from(this.#log);
    const from = since === 'end' ? bytes.length : (since['client'] ?? 0);
    return {
      texts: [{ process: 'client', text: bytes.subarray(from).toString() }],
      mark: { client: bytes.length },
    };
  }

  async restart(): Promise<void> {
    throw new HarnessError(
      'capability-missing',
      'Could not restart the reference client: it has no process of its own.',
    );
  }

  /** @throws HarnessError when there is none of that id */
  protected credential(id: string): StoredCredential {
    const found = this.#credentials.get(id);
    if (found === undefined)
      throw new HarnessError(
        'credential-missing',
        `Could not use credential ${id}: it does not exist.`,
      );
    return found;
  }

  /** @throws HarnessError when there is none of that id */
  protected workflow(id: string): WorkflowRequest {
    const found = this.#workflows.get(id);
    if (found === undefined)
      throw new HarnessError(
        'workflow-missing',
        `Could not use workflow ${id}: it does not exist.`,
      );
    return found;
  }

  protected get credentials(): readonly StoredCredential[] {
    return [...this.#credentials.values()];
  }

  /** Writes a log line about a credential. */
  protected note({ name }: StoredCredential, what: string): void {
    this.#log += `info credential "${name}": ${what}\n`;
  }

  #newId(): string {
    this.#next += 1;
    return String(this.#next);
  }
}
