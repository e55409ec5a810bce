import type { Check } from '../check.ts';
import { lookAtEach, workflowPlace } from '../look.ts';
import { mapped } from '../snapshot/fields.ts';
import { isOAuth2Type } from '../snapshot/oauth2-type.ts';
import type { NodeFacts } from '../snapshot/snapshot.ts';

/** Triggers have no such setting. */
const calls = ({ disabled, isTrigger, credentials }: NodeFacts): boolean =>
  !disabled && !isTrigger && credentials.some(({ type }) => isOAuth2Type(type));

export const retryOnFail: Check = {
  name: 'retry-on-fail',
  looksFor: 'Retry On Fail in every node with an OAuth2 credential whose error ends the execution',
  why: 'n8n does not repeat a call that was answered with 429, nor a refresh: the first one ends the execution.',
  scenario: 'guide/rate-limit-with-retry',
  look: ({ workflows }) =>
    lookAtEach(
      mapped(workflows, (all) =>
        all.flatMap((workflow) => workflow.nodes.filter(calls).map((node) => ({ workflow, node }))),
      ),
      'nodes that call an API',
      ({ workflow, node }) =>
        node.retryOnFail || node.goesOnAfterError
          ? []
          : [
              {
                severity: 'warning',
                what: 'A 429 ends the execution at once.',
                where: { ...workflowPlace(workflow), node: node.name },
                todo: 'Set Retry On Fail in the settings of the node (three tries, five seconds). It repeats the whole node with all its items: let calls that change something handle one item at a time, or send an idempotency key.',
              },
            ],
    ),
};
