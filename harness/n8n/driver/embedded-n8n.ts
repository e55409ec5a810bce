import type { Capability } from '../../model/capability.ts';
import type { CredentialRequest, ExecutionReport, WorkflowRequest } from '../../model/client.ts';
import type { RunningTarget, TargetInfo } from '../../model/target.ts';
import { bootN8n } from './boot.ts';
import { Credentials } from './credentials.ts';
import { Executions, type ExecutionRun } from './executions.ts';
import type { Launch } from './launch.ts';
import { readLogSince, type LogPart } from './log-file.ts';
import type { N8nProcess } from './n8n-process.ts';
import { skewClock } from './skew-clock.ts';
import { readStoredCredential } from './stored-credential.ts';
import { Workflows } from './workflows.ts';

/** A real n8n that runs as a child of this process, on SQLite. */
export class EmbeddedN8n implements RunningTarget {
  readonly capabilities: ReadonlySet<Capability> = new Set<Capability>(['stored-credential', 'skew-clock', 'restart', 'log']);
  readonly info: TargetInfo;
  readonly #launch: Launch;
  readonly #credentials: Credentials;
  readonly #workflows: Workflows;
  readonly #executions: Executions;
  #process: N8nProcess;
  #restartFailed = false;

  constructor(info: TargetInfo, launch: Launch, process: N8nProcess) {
    this.info = info;
    this.#launch = launch;
    this.#process = process;
    this.#credentials = new Credentials(launch.rest);
    this.#workflows = new Workflows(launch.rest, info.n8n);
    this.#executions = new Executions(launch.rest, this.#workflows);
  }

  get alive(): boolean {
    return !this.#restartFailed && (!this.#process.ended.aborted || this.#process.stopping);
  }

  createCredential(request: CredentialRequest, signal: AbortSignal): Promise<string> {
    return this.#credentials.create(request, signal);
  }

  connect(credentialId: string, signal: AbortSignal): Promise<void> {
    return this.#credentials.connect(credentialId, signal);
  }

  editScope(credentialId: string, scope: string, signal: AbortSignal): Promise<void> {
    return this.#credentials.editScope(credentialId, scope, signal);
  }

  deleteCredential(credentialId: string, signal: AbortSignal): Promise<void> {
    return this.#credentials.delete(credentialId, signal);
  }

  createWorkflow(request: WorkflowRequest, signal: AbortSignal): Promise<string> {
    return this.#workflows.create(request, signal);
  }

  updateWorkflow(workflowId: string, request: WorkflowRequest, signal: AbortSignal): Promise<void> {
    return this.#workflows.update(workflowId, request, signal);
  }

  async deleteWorkflow(workflowId: string, signal: AbortSignal): Promise<void> {
    await this.#workflows.delete(workflowId, signal);
    this.#executions.forget(workflowId);
  }

  execute(workflowId: string, run: ExecutionRun, signal: AbortSignal): Promise<ExecutionReport> {
    return this.#executions.execute(workflowId, run, this.#process.ended, signal);
  }

  readStoredCredential<T>(credentialId: string, reduce: (fields: Readonly<Record<string, unknown>>) => T): Promise<T> {
    return readStoredCredential(this.#launch.database, this.#launch.encryptionKey, credentialId, reduce);
  }

  skewClock(offsetMs: number, signal: AbortSignal): Promise<void> {
    return skewClock(this.#launch.clockFile, offsetMs, this.#launch.rest, signal);
  }

  readLog(sinceByte: number): Promise<LogPart> {
    return readLogSince(this.#launch.logFile, sinceByte);
  }

  /** On the same user folder, ports and key; a moved clock stays moved. @throws HarnessError `n8n-start-failed` */
  async restart(signal: AbortSignal): Promise<void> {
    await this.#process.stop();
    try {
      this.#process = await bootN8n({ ...this.#launch.boot, signal });
      this.#restartFailed = false;
    } catch (error) {
      this.#restartFailed = true;
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process.stop();
    await this.#launch.lease.release();
  }
}
