import { z } from 'zod';
import { apiPath, PAGE_PARAMETER, PAGES } from '../../mock-provider/index.ts';
import { ITEM } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { chain, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Read list';

/** How the node gets to the next page. */
const MODES = {
  'next-url': { paginationMode: 'responseContainsNextURL', nextURL: '={{ $response.body.next }}' },
  parameter: {
    paginationMode: 'updateAParameterInEachRequest',
    parameters: {
      parameters: [{ type: 'qs', name: PAGE_PARAMETER, value: '={{ $pageCount + 1 }}' }],
    },
  },
} as const;

/** The option Pagination of HTTP Request: each item is a list, read page by page. */
export default defineWorkflow({
  name: 'pagination',
  summary: 'HTTP Request with its option Pagination: each item is a list of three pages.',
  options: z.strictObject({
    items: itemsOption,
    by: z
      .enum(['next-url', 'parameter'])
      .default('next-url')
      .describe('next-url: the answer says where the next page is; parameter: the node counts'),
    retryOnFail: retryOnFailOption,
  }),
  build({ items, by, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const path = apiPath('page', ITEM);
    const pages = Array.from({ length: PAGES }, (_, index) =>
      order({
        path,
        part: index === 0 ? '' : String(index + 1),
        // The first page has an address of its own where the answer says the next one.
        query: index === 0 && by === 'next-url' ? {} : { [PAGE_PARAMETER]: String(index + 1) },
      }),
    );
    const pagination = {
      ...MODES[by],
      paginationCompleteWhen: 'other',
      completeExpression: '={{ !$response.body.next }}',
    };
    return planOf({
      template: 'pagination',
      items,
      apiNodes: [{ name: API_NODE, calls: pages }],
      retryOnFail,
      nodes: [
        httpRequestNode(API_NODE, order({ path }), {
          retryOnFail,
          options: { pagination: { pagination } },
        }),
      ],
      edges: chain(SPLIT_OUT.name, API_NODE),
    });
  },
});
