import { z } from 'zod';
import { apiPath } from '../../mock-provider/index.ts';
import { ITEM, type ApiCall } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { apiNode, asExpression, retrySettings } from './parts/api-node.ts';
import { chain, set, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { read } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Ask';
const ORDER = 'Order';
const QUERY = 'mutation { place(note: "Grüße & more") { id receipt } }';

/** The node GraphQL, which asks by itself for all it needs. */
export default defineWorkflow({
  name: 'graphql',
  summary: 'The node GraphQL sends a mutation for each item, with the generic OAuth2 credential.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, ...options }) {
    const call: ApiCall = {
      ...read(apiPath('graphql', ITEM)),
      method: 'POST',
      body: { query: QUERY, of: ITEM },
      bodyType: 'graphql',
      answerAt: ['data', 'order'],
    };
    return planOf({
      template: 'graphql',
      items,
      apiNodes: [{ name: API_NODE, answersFrom: ORDER, calls: [call] }],
      retryOnFail: retryOf(options.retryOnFail),
      nodes: [
        {
          ...apiNode(API_NODE, 'graphql', 1.1, {
            authentication: 'oAuth2',
            endpoint: asExpression(`{{api}}${call.path}`),
            requestFormat: 'json',
            query: QUERY,
            variables: asExpression(JSON.stringify({ of: ITEM })),
          }),
          ...retrySettings(retryOf(options.retryOnFail)),
        },
        set(ORDER, '={{ $json.data.order }}', [880, 0]),
      ],
      edges: chain(SPLIT_OUT.name, API_NODE, ORDER),
    });
  },
});
