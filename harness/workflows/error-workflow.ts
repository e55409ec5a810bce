import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { chain, connectionsOf, ERROR_TRIGGER, set, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf, SETTINGS } from './parts/plan.ts';

const API_NODE = 'Call API';

/** The message that an operator gets: which workflow failed, and why. */
const MESSAGE = set(
  'Message',
  '={{ JSON.stringify({ text: `${$json.workflow.name}: ${$json.execution.error.message}` }) }}',
);

/** One alarm for all workflows, as operators have it: a workflow apart, named in the settings. */
export default defineWorkflow({
  name: 'error-workflow',
  summary:
    'HTTP Request calls the API once per item; the error workflow is one apart, which writes a message for an operator.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ method: 'POST' });
    return planOf({
      template: 'error-workflow',
      items,
      apiNodes: [{ name: API_NODE, calls: [call] }],
      retryOnFail,
      nodes: [httpRequestNode(API_NODE, call, { retryOnFail, position: [440, 0] })],
      edges: chain(SPLIT_OUT.name, API_NODE),
      errorWorkflow: {
        nodes: [ERROR_TRIGGER, MESSAGE],
        connections: connectionsOf(chain(ERROR_TRIGGER.name, MESSAGE.name)),
        settings: SETTINGS,
      },
    });
  },
});
