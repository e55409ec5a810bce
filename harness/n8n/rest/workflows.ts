import { randomUUID } from 'node:crypto';
import { gte } from 'semver';
import { z } from 'zod';
import type { WorkflowRequest } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import { credentialName } from './credential-name.ts';
import { deleteWorkflow } from './delete-workflow.ts';
import type { ReportedPlan } from './execution-report.ts';
import { fillTemplate } from './fill-template.ts';
import type { RestClient } from './rest-client.ts';
import { awaitWebhook } from './webhook.ts';

const workflowSchema = z.object({ id: z.string(), versionId: z.string() });

/** What is needed to run a workflow. */
export interface KnownWorkflow {
  readonly webhookPath: string;
  /** Address of its production webhook. */
  readonly webhook: string;
  readonly plan: ReportedPlan;
}

/**
 * n8n needs a moment to open or close a production webhook; on a busy machine this may take long.
 */
const WEBHOOK_WITHIN_MS = 60_000;

/**
 * The workflows of one n8n, over its REST API. They are created active, with their production
 * webhook open.
 */
export class Workflows {
  readonly #rest: RestClient;
  readonly #version: string;
  readonly #webhookBase: string;
  readonly #tags: readonly string[];
  readonly #known = new Map<string, KnownWorkflow>();

  /**
   * @param place where n8n's production webhooks are when not below its own address, and the ids of
   * the tags its workflows get
   */
  constructor(
    rest: RestClient,
    version: string,
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
    const body = {
      name: request.name,
      active: false,
      ...(this.#tags.length === 0 ? {} : { tags: this.#tags }),
      ...contents(request, path),
    };
    const workflow = await this.#rest.call(workflowSchema, {
      method: 'POST',
      path: '/rest/workflows',
      body,
      doing: `create the workflow '${request.name}'`,
      signal,
    });
    this.#known.set(workflow.id, {
      webhookPath: path,
      webhook: `${this.#webhookBase}/${path}`,
      plan: request.plan,
    });
    await this.#activate(workflow, signal);
    return workflow.id;
  }

  /**
   * Replaces the contents of a workflow. The workflow is inactive meanwhile, so that no later
   * execution runs the old contents.
   */
  async update(id: string, request: WorkflowRequest, signal: AbortSignal): Promise<void> {
    const known = this.get(id);
    const { versionId } = await this.#deactivate(id, signal);
    const body = { name: request.name, versionId, ...contents(request, known.webhookPath) };
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
    await this.#deactivate(id, signal);
    this.#known.delete(id);
    await deleteWorkflow(this.#rest, id, signal);
  }

  async #activate(
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
    await this.#awaitWebhook(id, 'open', signal);
  }

  async #deactivate(id: string, signal: AbortSignal): Promise<z.infer<typeof workflowSchema>> {
    const doing = 'deactivate a workflow';
    const { versionId } = await this.#rest.call(workflowSchema, {
      method: 'GET',
      path: workflowPath(id),
      doing,
      signal,
    });
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
    return gte(this.#version, '2.0.0-0');
  }

  #awaitWebhook(id: string, state: 'open' | 'closed', signal: AbortSignal): Promise<void> {
    return awaitWebhook(this.get(id).webhook, { state, withinMs: WEBHOOK_WITHIN_MS, signal });
  }
}

function contents(
  { plan, credentialId, credentialName: name, others = {}, provider }: WorkflowRequest,
  webhookPath: string,
): Readonly<Record<string, unknown>> {
  return fillTemplate(
    { nodes: plan.n8n.nodes, connections: plan.n8n.connections, settings: plan.n8n.settings },
    {
      api: provider.apiUrl,
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
