import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { builtIn, chain, connectionsOf, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const CALLER = 'Run sub-workflow';
const API_NODE = 'Call API';

const TRIGGER = builtIn('Called', 'executeWorkflowTrigger', 1.1, [0, 0], {
  inputSource: 'passthrough',
});

/** The calls of the API are in a workflow of their own, which this one executes. */
export default defineWorkflow({
  name: 'sub-workflow',
  summary: 'Execute Workflow hands all items to another workflow, which calls the API for them.',
  options: z.strictObject({ items: itemsOption, retryOnFail: retryOnFailOption }),
  build({ items, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ method: 'POST' });
    const called = {
      nodes: [TRIGGER, httpRequestNode(API_NODE, call, { retryOnFail })],
      connections: connectionsOf(chain(TRIGGER.name, API_NODE)),
      settings: { executionOrder: 'v1' },
    };
    return planOf({
      template: 'sub-workflow',
      items,
      // What the called workflow gave is told by the node that executed it.
      apiNodes: [{ name: API_NODE, answersFrom: CALLER, calls: [call] }],
      retryOnFail,
      nodes: [
        builtIn(CALLER, 'executeWorkflow', 1.2, [440, 0], {
          source: 'parameter',
          workflowJson: JSON.stringify(called),
          mode: 'once',
          options: { waitForSubWorkflow: true },
        }),
      ],
      edges: chain(SPLIT_OUT.name, CALLER),
    });
  },
});
