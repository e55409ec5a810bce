import { randomUUID } from 'node:crypto';
import { gte } from 'semver';
import { z } from 'zod';
import type { WorkflowRequest } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import { isCalled, type N8nWorkflow } from '../../model/workflow.ts';
import { credentialName } from './credential-name.ts';
import { deleteWorkflow } from './delete-workflow.ts';
import type { ReportedPlan } from './execution-report.ts';
import { fillTemplate } from './fill-template.ts';
import type { RestClient } from './rest-client.ts';
import { listenForTestEvent } from './test-event.ts';
import { awaitWebhook } from './webhook.ts';

const workflowSchema = z.object({ id: z.string(), versionId: z.string() });

/** What is needed to run a workflow. */
export interface KnownWorkflow {
  readonly webhookPath: string;
  /** Address of its production webhook. */
  readonly webhook: string;
  readonly plan: ReportedPlan;
  /** Id of its error workflow, where that is one apart. */
  readonly errorWorkflowId?: string;
}

/**
 * n8n needs a moment to open or close a production webhook; on a busy machine this may take long.
 */
const WEBHOOK_WITHIN_MS = 60_000;

/**
 * The workflows of one n8n, over its REST API. They are created active, with their production
 * webhook open; those that a user starts in the editor are not active.
 */
export class Workflows {
  readonly #rest: RestClient;
  readonly #version: () => string;
  readonly #webhookBase: string;
  readonly #tags: readonly string[];
  readonly #known = new Map<string, KnownWorkflow>();

  /**
   * @param version that of the n8n that runs now
   * @param place where n8n's production webhooks are when not below its own address, and the ids of
   * the tags its workflows get
   */
  constructor(
    rest: RestClient,
    version: () => string,
    place: { readonly webhookBase?: string; readonly tags?: readonly string[] } = {},
  ) {
    this.#rest = rest;
    this.#version = version;
    this.#webhookBase = place.webhookBase ?? `${rest.baseUrl}/webhook`;
    this.#tags = place.tags ?? [];
  }

  /** @throws HarnessError `unknown-workflow` when it was not created here, or is deleted */
  get(id: string): KnownWorkflow {
    const known = this.#known.get(id);
    if (known === undefined)
      throw new HarnessError(
        'unknown-workflow',
        `Could not use workflow '${id}': it was not created here, or is deleted.`,
      );
    return known;
  }

  async create(request: WorkflowRequest, signal: AbortSignal): Promise<string> {
    const path = randomUUID();
    const { errorWorkflow } = request.plan;
    const errorWorkflowId =
      errorWorkflow === undefined
        ? undefined
        : await this.#createErrorWorkflow(`${request.name} alarm`, errorWorkflow, signal);
    const workflow = await this.#save(
      request.name,
      contents(request, path, errorWorkflowId),
      signal,
    );
    this.#known.set(workflow.id, {
      webhookPath: path,
      webhook: `${this.#webhookBase}/${path}`,
      plan: request.plan,
      ...(errorWorkflowId === undefined ? {} : { errorWorkflowId }),
    });
    await this.#activate(workflow, signal);
    return workflow.id;
  }

  /**
   * Makes n8n wait for a test event of a workflow, as Execute workflow in the editor does. Resolves
   * to the address that takes the event.
   */
  async awaitTestEvent(id: string, signal: AbortSignal): Promise<string> {
    const { webhookPath } = this.get(id);
    await listenForTestEvent(this.#rest, id, signal);
    // n8n has its test webhooks below an address of its own, beside that of the others.
    return `${this.#webhookBase}-test/${webhookPath}`;
  }

  async #save(
    name: string,
    saved: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<z.infer<typeof workflowSchema>> {
    return this.#rest.call(workflowSchema, {
      method: 'POST',
      path: '/rest/workflows',
      body: {
        name,
        active: false,
        ...(this.#tags.length === 0 ? {} : { tags: this.#tags }),
        ...saved,
      },
      doing: `create the workflow '${name}'`,
      signal,
    });
  }

  /** Version 1 runs an error workflow that is not active, and refuses to activate one. */
  async #createErrorWorkflow(
    name: string,
    { nodes, connections, settings }: N8nWorkflow,
    signal: AbortSignal,
  ): Promise<string> {
    const saved = await this.#save(name, { nodes, connections, settings }, signal);
    if (this.#publishes) await this.#publish(saved, signal);
    return saved.id;
  }

  /**
   * Replaces the contents of a workflow. The workflow is inactive meanwhile, so that no later
   * execution runs the old contents.
   */
  async update(id: string, request: WorkflowRequest, signal: AbortSignal): Promise<void> {
    const known = this.get(id);
    const { versionId } = await this.#deactivate(id, signal);
    const body = {
      name: request.name,
      versionId,
      ...contents(request, known.webhookPath, known.errorWorkflowId),
    };
    const workflow = await this.#rest.call(workflowSchema, {
      method: 'PATCH',
      path: workflowPath(id),
      body,
      doing: `update the workflow '${request.name}'`,
      signal,
    });
    this.#known.set(id, { ...known, plan: request.plan });
    await this.#activate(workflow, signal);
  }

  async delete(id: string, signal: AbortSignal): Promise<void> {
    const { errorWorkflowId } = this.get(id);
    this.#known.delete(id);
    await deleteWorkflow(this.#rest, id, signal);
    if (errorWorkflowId !== undefined) await deleteWorkflow(this.#rest, errorWorkflowId, signal);
  }

  async #activate(workflow: z.infer<typeof workflowSchema>, signal: AbortSignal): Promise<void> {
    if (this.#staysInactive(workflow.id)) return;
    await this.#publish(workflow, signal);
    await this.#awaitWebhook(workflow.id, 'open', signal);
  }

  async #publish(
    { id, versionId }: z.infer<typeof workflowSchema>,
    signal: AbortSignal,
  ): Promise<void> {
    const doing = 'activate a workflow';
    if (this.#publishes)
      await this.#rest.call(z.unknown(), {
        method: 'POST',
        path: `${workflowPath(id)}/activate`,
        body: { versionId },
        doing,
        signal,
      });
    else
      await this.#rest.call(z.unknown(), {
        method: 'PATCH',
        path: workflowPath(id),
        body: { active: true, versionId },
        doing,
        signal,
      });
  }

  async #deactivate(id: string, signal: AbortSignal): Promise<z.infer<typeof workflowSchema>> {
    const doing = 'deactivate a workflow';
    const saved = await this.#rest.call(workflowSchema, {
      method: 'GET',
      path: workflowPath(id),
      doing,
      signal,
    });
    if (this.#staysInactive(id)) return saved;
    const { versionId } = saved;
    const workflow = this.#publishes
      ? await this.#rest.call(workflowSchema, {
          method: 'POST',
          path: `${workflowPath(id)}/deactivate`,
          body: {},
          doing,
          signal,
        })
      : await this.#rest.call(workflowSchema, {
          method: 'PATCH',
          path: workflowPath(id),
          body: { active: false, versionId },
          doing,
          signal,
        });
    await this.#awaitWebhook(id, 'closed', signal);
    return workflow;
  }

  /**
   * True for version 2, which separates saving from publishing: n8n runs the version that was
   * activated, not the one that was saved last.
   */
  get #publishes(): boolean {
    return gte(this.#version(), '2.0.0-0');
  }

  /** True for a workflow that a user starts while working on it. */
  #staysInactive(id: string): boolean {
    return this.get(id).plan.startedBy === 'manual';
  }

  async #awaitWebhook(id: string, state: 'open' | 'closed', signal: AbortSignal): Promise<void> {
    if (!isCalled(this.get(id).plan)) return;
    await awaitWebhook(this.get(id).webhook, { state, withinMs: WEBHOOK_WITHIN_MS, signal });
  }
}

function contents(
  {
    plan,
    credentialId,
    credentialName: name,
    others = {},
    provider,
    refreshToken = '',
  }: WorkflowRequest,
  webhookPath: string,
  errorWorkflow: string | undefined,
): Readonly<Record<string, unknown>> {
  const { nodes, connections, settings } = plan.n8n;
  return fillTemplate(
    {
      nodes,
      connections,
      settings: { ...settings, ...(errorWorkflow === undefined ? {} : { errorWorkflow }) },
    },
    {
      api: provider.apiUrl,
      tokenUrl: provider.tokenUrl,
      clientId: provider.clientId,
      refreshToken,
      credentialId,
      credentialName: credentialName(name),
      webhookPath,
      others: Object.fromEntries(
        Object.entries(others).map(([as, other]) => [
          as,
          { id: other.id, name: credentialName(other.name) },
        ]),
      ),
    },
  );
}

function workflowPath(id: string): string {
  return `/rest/workflows/${encodeURIComponent(id)}`;
}
