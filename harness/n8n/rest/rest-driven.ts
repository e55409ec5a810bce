import type {
  CallbackAnswer,
  CallbackKind,
  CredentialRequest,
  ExecutionReport,
  WorkflowRequest,
} from '../../model/client.ts';
import type { KnownTypes } from '../../model/known-types.ts';
import type { Credentials } from './credentials.ts';
import type { Executions, ExecutionRun } from './executions.ts';
import { readFieldsOf, readKnownTypes } from './known-types.ts';
import type { RestClient } from './rest-client.ts';
import type { Workflows } from './workflows.ts';

export interface RestPieces {
  readonly credentials: Credentials;
  readonly workflows: Workflows;
  readonly executions: Executions;
  readonly rest: RestClient;
}

/** What every n8n under test has in common, over its REST API, in whatever way it runs. */
export abstract class RestDriven {
  readonly #parts: RestPieces;
  readonly #named: (name: string) => string;

  /** @param named what a credential or workflow is called in n8n */
  constructor(parts: RestPieces, named: (name: string) => string = (name) => name) {
    this.#parts = parts;
    this.#named = named;
  }

  /** Aborted when the n8n that receives the calls has ended. */
  protected abstract readonly gone: AbortSignal;

  createCredential(request: CredentialRequest, signal: AbortSignal): Promise<string> {
    return this.#parts.credentials.create({ ...request, name: this.#named(request.name) }, signal);
  }

  connect(
    credentialId: string,
    signal: AbortSignal,
    away?: () => Promise<void>,
  ): Promise<string | undefined> {
    return this.#parts.credentials.connect(credentialId, signal, away);
  }

  receiveCallback(
    credentialId: string,
    kind: CallbackKind,
    signal: AbortSignal,
  ): Promise<CallbackAnswer> {
    return this.#parts.credentials.receiveCallback(credentialId, kind, signal);
  }

  editScope(credentialId: string, scope: string, signal: AbortSignal): Promise<void> {
    return this.#parts.credentials.editScope(credentialId, scope, signal);
  }

  editSecret(credentialId: string, secret: string, signal: AbortSignal): Promise<void> {
    return this.#parts.credentials.editSecret(credentialId, secret, signal);
  }

  editTokenUrl(credentialId: string, url: string, signal: AbortSignal): Promise<void> {
    return this.#parts.credentials.editTokenUrl(credentialId, url, signal);
  }

  async rename(credentialId: string, name: string, signal: AbortSignal): Promise<string> {
    return this.#parts.credentials.rename(credentialId, this.#named(name), signal);
  }

  deleteCredential(credentialId: string, signal: AbortSignal): Promise<void> {
    return this.#parts.credentials.delete(credentialId, signal);
  }

  disconnect(credentialId: string, signal: AbortSignal): Promise<void> {
    return this.#parts.credentials.disconnect(credentialId, signal);
  }

  readForm(credentialId: string, signal: AbortSignal): Promise<string> {
    return this.#parts.credentials.readForm(credentialId, signal);
  }

  createWorkflow(request: WorkflowRequest, signal: AbortSignal): Promise<string> {
    return this.#parts.workflows.create(this.#renamed(request), signal);
  }

  updateWorkflow(workflowId: string, request: WorkflowRequest, signal: AbortSignal): Promise<void> {
    return this.#parts.workflows.update(workflowId, this.#renamed(request), signal);
  }

  async deleteWorkflow(workflowId: string, signal: AbortSignal): Promise<void> {
    await this.#parts.workflows.delete(workflowId, signal);
    this.#parts.executions.forget(workflowId);
  }

  execute(workflowId: string, run: ExecutionRun, signal: AbortSignal): Promise<ExecutionReport> {
    return this.#parts.executions.execute(workflowId, run, this.gone, signal);
  }

  webhookOf(workflowId: string): string {
    return this.#parts.workflows.get(workflowId).webhook;
  }

  knownTypes(signal: AbortSignal): Promise<KnownTypes> {
    return readKnownTypes(this.#parts.rest, signal);
  }

  fieldsOf(credentialType: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
    return readFieldsOf(this.#parts.rest, credentialType, signal);
  }

  #renamed(request: WorkflowRequest): WorkflowRequest {
    return {
      ...request,
      name: this.#named(request.name),
      credentialName: this.#named(request.credentialName),
      ...(request.others === undefined ? {} : { others: this.#renamedOthers(request.others) }),
    };
  }

  #renamedOthers(
    others: NonNullable<WorkflowRequest['others']>,
  ): NonNullable<WorkflowRequest['others']> {
    return Object.fromEntries(
      Object.entries(others).map(([as, { id, name }]) => [as, { id, name: this.#named(name) }]),
    );
  }
}
