import { ITEM, type RetryOnFail } from '../../model/workflow.ts';
import { builtIn, type N8nNode } from './nodes.ts';

/**
 * A text with {@link ITEM} in it, as an expression of n8n.
 * @param id expression for the id of the item
 */
export const asExpression = (text: string, id = '$json.id'): string =>
  `=${text.replaceAll(ITEM, `{{ ${id} }}`)}`;

/** A node that calls the API, with the credential of the workflow. */
export const apiNode = (
  name: string,
  type: string,
  typeVersion: number,
  parameters: Readonly<Record<string, unknown>>,
  credentialType = 'oAuth2Api',
): N8nNode => ({
  ...builtIn(name, type, typeVersion, [660, 0], parameters),
  credentials: { [credentialType]: { id: '{{credentialId}}', name: '{{credentialName}}' } },
});

/** Retry On Fail as a node has it. */
export const retrySettings = (retry: RetryOnFail | null): Readonly<Record<string, unknown>> =>
  retry === null
    ? {}
    : { retryOnFail: true, maxTries: retry.maxTries, waitBetweenTries: retry.waitMs };
