import { z } from 'zod';
import { apiPath } from '../../mock-provider/index.ts';
import { ITEM } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { BINARY, chain, readFile, set, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Download';
const READ = 'Read file';
const ANSWER = 'Answer';

/** A file for each item, fetched by HTTP Request and then read. */
export default defineWorkflow({
  name: 'download',
  summary: 'HTTP Request downloads a file for each item; Extract from File reads it.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ path: apiPath('file', ITEM) });
    const response = { response: { responseFormat: 'file', outputPropertyName: BINARY } };
    return planOf({
      template: 'download',
      items,
      apiNodes: [{ name: API_NODE, answersFrom: ANSWER, calls: [call] }],
      retryOnFail,
      nodes: [
        httpRequestNode(API_NODE, call, { retryOnFail, options: { response } }),
        readFile(READ),
        set(ANSWER, '={{ $json.content }}', [1_100, 0]),
      ],
      edges: chain(SPLIT_OUT.name, API_NODE, READ, ANSWER),
    });
  },
});
