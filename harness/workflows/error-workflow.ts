import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { callPerItem } from './parts/call-per-item.ts';
import { chain, connectionsOf, ERROR_TRIGGER, set } from './parts/nodes.ts';
import { itemsOption, retryOnFailOption } from './parts/options.ts';
import { SETTINGS } from './parts/plan.ts';

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
  build({ items, retryOnFail }) {
    return callPerItem({
      template: 'error-workflow',
      items,
      retryOnFail,
      node: { position: [440, 0] },
      errorWorkflow: {
        nodes: [ERROR_TRIGGER, MESSAGE],
        connections: connectionsOf(chain(ERROR_TRIGGER.name, MESSAGE.name)),
        settings: SETTINGS,
      },
    });
  },
});
