import type {
  CredentialRequest,
  LogMark,
  LogPart,
  OwnRows,
  StoredRow,
  StoredTexts,
  WorkflowRequest,
} from '../model/client.ts';
import { existing } from './existing.ts';
import { newCredential, type StoredCredential } from './stored-credential.ts';
import { credentialRows, UNTOUCHED, untouchedCredential, workflowRows } from './stored-rows.ts';
import { trustProvider } from './trust-provider.ts';

/**
 * The data of a reference client: credentials, workflows, a log and its own clock. Everything is in
 * memory.
 */
export class ClientData {
  /**
   * Offset of this client's clock in milliseconds. The clock is used only for the time stamps of
   * executions. Whether a token is valid, the client learns only from the provider's answers.
   */
  protected clockOffsetMs = 0;
  /** Settings of the client itself. They belong to no credential. */
  protected readonly settings: Record<string, string> = {};
  readonly #credentials = new Map<string, StoredCredential>();
  readonly #workflows = new Map<string, WorkflowRequest>();
  #next = 1;
  #log = '';

  /** The ids of all credentials. */
  protected get credentialIds(): readonly string[] {
    return [...this.#credentials.keys()];
  }

  async createCredential(request: CredentialRequest): Promise<string> {
    await trustProvider(request.provider);
    const id = this.#newId();
    this.#credentials.set(id, newCredential(id, request));
    return id;
  }

  async editScope(credentialId: string, scope: string): Promise<void> {
    const credential = this.credential(credentialId);
    credential.fields = { ...credential.fields, scope };
  }

  async editSecret(credentialId: string, clientSecret: string): Promise<void> {
    const credential = this.credential(credentialId);
    credential.fields = { ...credential.fields, clientSecret };
  }

  async editTokenUrl(credentialId: string, accessTokenUrl: string): Promise<void> {
    const credential = this.credential(credentialId);
    credential.fields = { ...credential.fields, accessTokenUrl };
  }

  async rename(credentialId: string, name: string): Promise<string> {
    this.credential(credentialId).name = name;
    return name;
  }

  async deleteCredential(credentialId: string): Promise<void> {
    this.#credentials.delete(credentialId);
  }

  async disconnect(credentialId: string): Promise<void> {
    const credential = this.credential(credentialId);
    const { oauthTokenData: _tokens, ...fields } = credential.fields;
    credential.fields = fields;
  }

  /** The form shows every field but the secret, and nothing of the tokens. */
  async readForm(credentialId: string): Promise<string> {
    const {
      clientSecret: _secret,
      oauthTokenData: _tokens,
      ...shown
    } = this.credential(credentialId).fields;
    return JSON.stringify(shown);
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

  /** What is stored beside the credentials: the workflows and the settings. */
  async readStoredTexts(): Promise<StoredTexts> {
    const workflows = [...this.#workflows].map(([id, { name, plan }]) => ({ id, name, plan }));
    return { text: JSON.stringify({ workflows, settings: this.settings }), mark: 0 };
  }

  async readStoredRows(own: OwnRows): Promise<readonly StoredRow[]> {
    if (!this.#credentials.has(UNTOUCHED)) this.#credentials.set(UNTOUCHED, untouchedCredential());
    return [...credentialRows(this.credentials, own), ...workflowRows(this.#workflows, own)];
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

  /** The credential of an id; undefined when there is none. */
  protected existing(id: string): StoredCredential | undefined {
    return this.#credentials.get(id);
  }

  /** @throws HarnessError when there is none of that id */
  protected credential(id: string): StoredCredential {
    return this.existing(id) ?? existing(this.#credentials, 'credential', id);
  }

  /** @throws HarnessError when there is none of that id */
  protected workflow(id: string): WorkflowRequest {
    return existing(this.#workflows, 'workflow', id);
  }

  /** Saves another plan of a workflow, wherever it is stored. */
  protected saveWorkflow(workflow: WorkflowRequest, plan: WorkflowRequest['plan']): void {
    for (const [id, stored] of this.#workflows)
      if (stored === workflow) this.#workflows.set(id, { ...stored, plan });
  }

  protected get credentials(): readonly StoredCredential[] {
    return [...this.#credentials.values()];
  }

  /** Writes a log line about a credential. */
  protected note({ name }: StoredCredential, what: string): void {
    this.writeLog(`info credential "${name}": ${what}`);
  }

  protected writeLog(line: string): void {
    this.#log += `${line}\n`;
  }

  #newId(): string {
    this.#next += 1;
    return String(this.#next);
  }
}
