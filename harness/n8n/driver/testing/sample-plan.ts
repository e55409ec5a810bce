import type { WorkflowPlan } from '../../../model/workflow.ts';

export const API_NODE = 'Call API';

/** Webhook → Split Out → HTTP Request, as n8n 1.123 and 2.41 take it. */
export function samplePlan(options: { readonly method?: 'GET' | 'POST'; readonly items?: number } = {}): WorkflowPlan {
  const { method = 'GET', items = 1 } = options;
  return {
    template: 'sample',
    items,
    method,
    retryOnFail: null,
    apiNode: API_NODE,
    n8n: {
      nodes: [
        { id: 'webhook', name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0], webhookId: '{{webhookPath}}', parameters: { httpMethod: 'POST', path: '{{webhookPath}}', responseMode: 'lastNode', options: {} } },
        { id: 'split', name: 'Split Out', type: 'n8n-nodes-base.splitOut', typeVersion: 1, position: [220, 0], parameters: { fieldToSplitOut: 'body.items', options: {} } },
        {
          id: 'api',
          name: API_NODE,
          type: 'n8n-nodes-base.httpRequest',
          typeVersion: 4.2,
          position: [440, 0],
          parameters: { method, url: '={{api}}/items/{{ $json.id }}', authentication: 'genericCredentialType', genericAuthType: 'oAuth2Api', options: {} },
          credentials: { oAuth2Api: { id: '{{credentialId}}', name: '{{credentialName}}' } },
        },
      ],
      connections: { Webhook: { main: [[{ node: 'Split Out', type: 'main', index: 0 }]] }, 'Split Out': { main: [[{ node: API_NODE, type: 'main', index: 0 }]] } },
      settings: { executionOrder: 'v1', saveDataErrorExecution: 'all', saveDataSuccessExecution: 'all' },
    },
  };
}
