import type { CredentialRequest, ExecutionReport, LogPart, WorkflowRequest } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import type { RunningTarget, TargetInfo } from '../../model/target.ts';
import { capabilitiesOf } from '../driver/capabilities.ts';
import { SINGLE } from '../driver/topology.ts';
import { Credentials } from '../rest/credentials.ts';
import { Executions, type ExecutionRun } from '../rest/executions.ts';
import type { ReachMap } from '../rest/reach-map.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { Workflows } from '../rest/workflows.ts';
import { markedName, type Mark } from './mark.ts';

/** What is needed to work on somebody's n8n. */
export interface RemoteAccess {
  readonly info: TargetInfo;
  readonly rest: RestClient;
  readonly reach: ReachMap;
  readonly webhookBase: string;
  readonly slots: number | undefined;
  readonly mark: Mark;
  /** Id of the mark's tag. */
  readonly tag: string;
  /** Removes everything that was made; called once. */
  readonly leave: () => Promise<void>;
}

/** Somebody's running n8n under test: everything it is made to hold carries the run's mark. */
export class RemoteN8n implements RunningTarget {
  readonly info: TargetInfo;
  readonly capabilities = capabilitiesOf('remote', SINGLE);
  /** Nobody tells us when it ends; calls then say that it does not answer. */
  readonly alive = true;
  readonly slots: number | undefined;
  readonly #mark: Mark;
  readonly #leave: () => Promise<void>;
  readonly #credentials: Credentials;
  readonly #workflows: Workflows;
  readonly #executions: Executions;

  constructor({ info, rest, reach, webhookBase, slots, mark, tag, leave }: RemoteAccess) {
    this.info = info;
    this.slots = slots;
    this.#mark = mark;
    this.#leave = leave;
    this.#credentials = new Credentials(rest, reach);
    this.#workflows = new Workflows(rest, info.n8n, { webhookBase, tags: [tag] });
    this.#executions = new Executions(rest, this.#workflows);
  }

  createCredential(request: CredentialRequest, signal: AbortSignal): Promise<string> {
    return this.#credentials.create({ ...request, name: markedName(this.#mark, request.name) }, signal);
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
    return this.#workflows.create(this.#marked(request), signal);
  }

  updateWorkflow(workflowId: string, request: WorkflowRequest, signal: AbortSignal): Promise<void> {
    return this.#workflows.update(workflowId, this.#marked(request), signal);
  }

  async deleteWorkflow(workflowId: string, signal: AbortSignal): Promise<void> {
    await this.#workflows.delete(workflowId, signal);
    this.#executions.forget(workflowId);
  }

  execute(workflowId: string, run: ExecutionRun, signal: AbortSignal): Promise<ExecutionReport> {
    return this.#executions.execute(workflowId, run, new AbortController().signal, signal);
  }

  readStoredCredential(): Promise<never> {
    return cannot('read a stored credential');
  }

  skewClock(): Promise<void> {
    return cannot('move the clock');
  }

  readLog(): Promise<LogPart> {
    return cannot('read the log');
  }

  restart(): Promise<void> {
    return cannot('restart n8n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#leave();
  }

  #marked(request: WorkflowRequest): WorkflowRequest {
    return { ...request, name: markedName(this.#mark, request.name), credentialName: markedName(this.#mark, request.credentialName) };
  }
}

async function cannot(doing: string): Promise<never> {
  throw new HarnessError('capability-missing', `Could not ${doing}: the harness reaches this n8n over its REST API only.`);
}
