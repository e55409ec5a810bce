import { z } from 'zod';
import { durationSchema, toMs } from '../../mock-provider/index.ts';
import { BY_HAND, ITEM, type BodyType, type WorkflowPlan } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';

const API_NODE = 'Call API';

/**
 * What each API call sends beside its method and path. A client that builds a repeated call anew
 * may lose any of it, or encode it twice; so it holds characters that need encoding. In a query
 * that is sent as it is, a plus reads as a blank, and a percent sign with two digits as one letter.
 */
const QUERY = { of: ITEM, fields: 'größe,price + tax & tip', at: '100%25' } as const;
const HEADERS = { 'X-Order': `${ITEM}; priority="1, 2"` } as const;
const BODY = { item: ITEM, note: 'Grüße — 1 + 1 "quoted" & 100 %' } as const;

/** The same value as an expression of n8n. */
const asExpression = (text: string): string => `=${text.replaceAll(ITEM, '{{ $json.id }}')}`;

const WEBHOOK = {
  id: 'webhook',
  name: 'Webhook',
  type: 'n8n-nodes-base.webhook',
  typeVersion: 2,
  position: [0, 0],
  webhookId: '{{webhookPath}}',
  parameters: {
    httpMethod: 'POST',
    path: '{{webhookPath}}',
    responseMode: 'lastNode',
    // Without this the caller is answered with the first item alone.
    responseData: 'allEntries',
    options: {},
  },
};

/**
 * Makes the workflow its own error workflow: after a failed execution n8n starts it once more from
 * here, with an item that tells of the failure. That is what an operator's alarm is made from.
 */
const ERROR_TRIGGER = {
  id: 'error',
  name: 'Error Trigger',
  type: 'n8n-nodes-base.errorTrigger',
  typeVersion: 1,
  position: [0, -200],
  parameters: {},
};

const SPLIT_OUT = {
  id: 'split',
  name: 'Split Out',
  type: 'n8n-nodes-base.splitOut',
  typeVersion: 1,
  position: [220, 0],
  parameters: { fieldToSplitOut: 'body.items', options: {} },
};

/**
 * The workflow Webhook → Split Out → HTTP Request: one API call per item. n8n runs all items of one
 * execution in parallel. The workflow is its own error workflow.
 */
export default defineWorkflow({
  name: 'http-request',
  summary:
    'A webhook hands over items; HTTP Request calls the API once per item with the generic OAuth2 credential.',
  options: z.strictObject({
    items: z.int().min(1).max(200).default(1).describe('items per execution'),
    manualTrigger: z
      .boolean()
      .default(false)
      .describe(
        'starts from a Manual Trigger as well, over items of its own: what n8n execute needs',
      ),
    method: z
      .enum(['GET', 'POST', 'PUT'])
      .default('GET')
      .describe('every call has a query and a header of its own; POST and PUT have a body too'),
    body: z
      .enum(['json', 'multipart'])
      .default('json')
      .describe('type of the body; multipart: a form of parts, as for the upload of a file'),
    retryOnFail: z
      .strictObject({
        maxTries: z.int().min(2).max(5).default(3),
        wait: durationSchema.default('5s').describe('at most 5s, n8n cuts it there'),
      })
      .optional()
      .describe('Retry On Fail of the HTTP Request node'),
  }),
  build({ items, manualTrigger, method, body, retryOnFail }) {
    const retry =
      retryOnFail === undefined
        ? null
        : { maxTries: retryOnFail.maxTries, waitMs: toMs(retryOnFail.wait) };
    return {
      template: 'http-request',
      items,
      method,
      query: QUERY,
      headers: HEADERS,
      body: method === 'GET' ? null : BODY,
      bodyType: body,
      retryOnFail: retry,
      apiNode: API_NODE,
      n8n: {
        nodes: [
          WEBHOOK,
          ...(manualTrigger ? byHand(items) : []),
          SPLIT_OUT,
          {
            id: 'api',
            name: API_NODE,
            type: 'n8n-nodes-base.httpRequest',
            typeVersion: 4.2,
            position: [440, 0],
            parameters: callParameters(method, body),
            credentials: { oAuth2Api: { id: '{{credentialId}}', name: '{{credentialName}}' } },
            ...(retry === null
              ? {}
              : { retryOnFail: true, maxTries: retry.maxTries, waitBetweenTries: retry.waitMs }),
          },
          // The last one: `n8n execute` starts from the first node that can start a workflow.
          ERROR_TRIGGER,
        ],
        connections: {
          Webhook: { main: [[{ node: 'Split Out', type: 'main', index: 0 }]] },
          ...(manualTrigger
            ? {
                'Manual Trigger': { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
                Items: { main: [[{ node: 'Split Out', type: 'main', index: 0 }]] },
              }
            : {}),
          'Split Out': { main: [[{ node: API_NODE, type: 'main', index: 0 }]] },
        },
        settings: {
          executionOrder: 'v1',
          saveDataErrorExecution: 'all',
          saveDataSuccessExecution: 'all',
          saveManualExecutions: true,
        },
      },
    };
  },
});

/** The parameters of HTTP Request. */
const callParameters = (
  method: WorkflowPlan['method'],
  body: BodyType,
): Record<string, unknown> => ({
  method,
  url: '={{api}}/items/{{ $json.id }}',
  authentication: 'genericCredentialType',
  genericAuthType: 'oAuth2Api',
  ...queryParameters(),
  ...headerParameters(),
  ...(method === 'GET' ? {} : BODY_PARAMETERS[body]),
  options: {},
});

/** The parameters of HTTP Request for the query. */
const queryParameters = (): Record<string, unknown> => ({
  sendQuery: true,
  queryParameters: { parameters: asParameters(QUERY) },
});

/** The parameters of HTTP Request for the headers. */
const headerParameters = (): Record<string, unknown> => ({
  sendHeaders: true,
  headerParameters: { parameters: asParameters(HEADERS) },
});

const asParameters = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value: asExpression(value) }));

/** The parameters of HTTP Request for each type of body. */
const BODY_PARAMETERS: Readonly<Record<BodyType, Record<string, unknown>>> = {
  json: {
    sendBody: true,
    contentType: 'json',
    specifyBody: 'json',
    jsonBody: asExpression(JSON.stringify(BODY)),
  },
  multipart: {
    sendBody: true,
    contentType: 'multipart-form-data',
    bodyParameters: {
      parameters: asParameters(BODY).map((field) => ({ parameterType: 'formData', ...field })),
    },
  },
};

/**
 * The items that the webhook would have delivered, for a manual start. Each execution has its own
 * items.
 */
function byHand(items: number): readonly Record<string, unknown>[] {
  const ids = Array.from({ length: items }, (_, index) => ({
    id: `${BY_HAND}{{ $execution.id }}-${index + 1}`,
  }));
  return [
    {
      id: 'manual',
      name: 'Manual Trigger',
      type: 'n8n-nodes-base.manualTrigger',
      typeVersion: 1,
      position: [-220, 200],
      parameters: {},
    },
    {
      id: 'items',
      name: 'Items',
      type: 'n8n-nodes-base.set',
      typeVersion: 3.2,
      position: [0, 200],
      parameters: {
        mode: 'raw',
        jsonOutput: `=${JSON.stringify({ body: { items: ids } })}`,
        options: {},
      },
    },
  ];
}
