import { poll } from '../../machine/poll.ts';
import { HarnessError } from '../../model/error.ts';
import { refused, type RestAnswer, type RestCall, type RestClient } from './rest-client.ts';

const UNPUBLISHED_WITHIN_MS = 30_000;

/**
 * Deletes a workflow, active or not, and its executions.
 * @throws HarnessError `n8n-request-failed`
 */
export async function deleteWorkflow(
  rest: RestClient,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const path = `/rest/workflows/${encodeURIComponent(id)}`;
  // From 1.90 on only an archived workflow can be deleted, and archiving deactivates it. Older
  // versions have no archive and answer 404; they deactivate what they delete.
  await rest.request({
    method: 'POST',
    path: `${path}/archive`,
    body: {},
    doing: 'archive a workflow',
    signal,
  });
  const remove: RestCall = { method: 'DELETE', path, doing: 'delete a workflow', signal };
  // n8n 2.41 answers 409 while it is still unpublishing the workflow.
  const answer = await poll(async () => notYet(await rest.request(remove)), {
    withinMs: UNPUBLISHED_WITHIN_MS,
    everyMs: 250,
    signal,
  });
  if (answer === undefined)
    throw new HarnessError(
      'n8n-request-failed',
      `Could not delete a workflow: n8n was still unpublishing it after ${UNPUBLISHED_WITHIN_MS / 1_000} s.`,
    );
  if (answer.status > 299) throw refused(remove, answer);
}

const notYet = (answer: RestAnswer): RestAnswer | undefined =>
  answer.status === 409 ? undefined : answer;
