import { z } from 'zod';
import { HarnessError } from '../../model/error.ts';
import { deleteWorkflow } from '../rest/delete-workflow.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { markOfTag, type Mark } from './mark.ts';

/**
 * The evidence that a mark belongs to this harness: a journal on this machine, or only the tag on
 * the instance. With the tag as the only evidence, a workflow is removed only when it has both the
 * tag and the name.
 */
export type Witness = 'journal' | 'tag';

/** How many workflows and credentials were removed. */
export interface RemovedBelongings {
  readonly workflows: number;
  readonly credentials: number;
}

const tagSchema = z.object({ id: z.string(), name: z.string(), usageCount: z.number().optional() });
const namedSchema = z.object({ id: z.string(), name: z.string() });
const workflowSchema = namedSchema.extend({
  tags: z.array(z.object({ name: z.string() })).default([]),
});
const runningSchema = z.object({ results: z.array(z.object({ id: z.string() })) });

/**
 * How often the search is repeated: a call that was interrupted may still take effect a moment
 * later.
 */
const PASSES = 3;

/** Creates the tag of a mark and returns its id. */
export async function createTag(
  rest: RestClient,
  { tag }: Mark,
  signal: AbortSignal,
): Promise<string> {
  const { id } = await rest.call(tagSchema, {
    method: 'POST',
    path: '/rest/tags',
    body: { name: tag },
    doing: `create the tag '${tag}'`,
    signal,
  });
  return id;
}

/** The marks whose tag exists on the instance. */
export async function marksOn(rest: RestClient, signal: AbortSignal): Promise<readonly Mark[]> {
  return (await tags(rest, signal)).flatMap(({ name }) => markOfTag(name) ?? []);
}

/**
 * Removes everything with a mark: workflows with their executions, then credentials, then the tag.
 * @throws HarnessError `remote-not-cleaned` when something is left
 */
export async function removeBelongings(
  rest: RestClient,
  mark: Mark,
  witness: Witness,
  signal: AbortSignal,
): Promise<RemovedBelongings> {
  const removed = { workflows: 0, credentials: 0 };
  for (let pass = 0; pass < PASSES; pass += 1) {
    const workflows = await workflowsOf(rest, mark, witness, signal);
    for (const { id } of workflows) await removeWorkflow(rest, id, signal);
    const credentials = await credentialsOf(rest, mark, signal);
    for (const { id } of credentials)
      await rest.call(z.unknown(), {
        method: 'DELETE',
        path: `/rest/credentials/${encodeURIComponent(id)}`,
        doing: 'delete a credential',
        signal,
      });
    removed.workflows += workflows.length;
    removed.credentials += credentials.length;
    if (pass > 0 && workflows.length + credentials.length === 0) {
      await removeTag(rest, mark, signal);
      return removed;
    }
  }
  throw new HarnessError(
    'remote-not-cleaned',
    `Could not remove everything called '${mark.prefix}…': more of it appears.`,
    { hint: 'Is another run using the same name?' },
  );
}

async function workflowsOf(
  rest: RestClient,
  mark: Mark,
  witness: Witness,
  signal: AbortSignal,
): Promise<readonly z.infer<typeof namedSchema>[]> {
  const found = await rest.call(z.array(workflowSchema), {
    method: 'GET',
    path: `/rest/workflows?${nameFilter(mark)}`,
    doing: 'list workflows',
    signal,
  });
  // n8n's search matches the words anywhere in a name, so the beginning is checked here.
  return found.filter(
    ({ name, tags: carried }) =>
      name.startsWith(mark.prefix) &&
      (witness === 'journal' || carried.some((tag) => tag.name === mark.tag)),
  );
}

async function credentialsOf(
  rest: RestClient,
  mark: Mark,
  signal: AbortSignal,
): Promise<readonly z.infer<typeof namedSchema>[]> {
  const found = await rest.call(z.array(namedSchema), {
    method: 'GET',
    path: `/rest/credentials?${nameFilter(mark)}`,
    doing: 'list credentials',
    signal,
  });
  return found.filter(({ name }) => name.startsWith(mark.prefix));
}

/**
 * Stops the running executions of a workflow before it is removed. An execution that continued
 * afterwards could not store its result.
 */
async function removeWorkflow(rest: RestClient, id: string, signal: AbortSignal): Promise<void> {
  const query = new URLSearchParams({
    filter: JSON.stringify({ workflowId: id, status: ['new', 'running', 'waiting'] }),
  });
  const { results } = await rest.call(runningSchema, {
    method: 'GET',
    path: `/rest/executions?${query}`,
    doing: 'list running executions',
    signal,
  });
  for (const execution of results)
    await rest.request({
      method: 'POST',
      path: `/rest/executions/${encodeURIComponent(execution.id)}/stop`,
      body: {},
      doing: 'stop an execution',
      signal,
    });
  await deleteWorkflow(rest, id, signal);
}

/**
 * Removes the tag, unless somebody has put it on a workflow of their own: removing it would change
 * that workflow.
 */
async function removeTag(rest: RestClient, { tag }: Mark, signal: AbortSignal): Promise<void> {
  const ours = (await tags(rest, signal)).find(({ name }) => name === tag);
  if (ours === undefined) return;
  if ((ours.usageCount ?? 0) > 0)
    throw new HarnessError(
      'remote-not-cleaned',
      `Could not remove the tag '${tag}': workflows that are not the harness's carry it.`,
      { hint: 'Take the tag off them, then clean again.' },
    );
  await rest.call(z.unknown(), {
    method: 'DELETE',
    path: `/rest/tags/${encodeURIComponent(ours.id)}`,
    doing: `delete the tag '${tag}'`,
    signal,
  });
}

const tags = (rest: RestClient, signal: AbortSignal) =>
  rest.call(z.array(tagSchema), {
    method: 'GET',
    path: '/rest/tags?withUsageCount=true',
    doing: 'list tags',
    signal,
  });

const nameFilter = ({ tag }: Mark): string =>
  String(new URLSearchParams({ filter: JSON.stringify({ name: tag }) }));
