import type { Check } from '../check.ts';
import { lookAtEach, workflowPlace } from '../look.ts';
import type { SecretPlace } from '../snapshot/snapshot.ts';

export const noSecretInWorkflow: Check = {
  name: 'no-secret-in-workflow',
  looksFor: 'workflows in which no secret stands, and no expression that prints one',
  why: 'Everybody who may open the workflow reads it; so does whoever gets an export, a backup or the data of an execution.',
  scenario: 'guide/code-step-client-credentials',
  look: ({ workflows }) =>
    lookAtEach(workflows, 'parameters of nodes', (workflow) =>
      workflow.secrets.map((place) => ({
        severity: 'error',
        what: whatOf(place),
        where: {
          ...workflowPlace(workflow),
          ...(place.node === undefined ? {} : { node: place.node }),
          parameter: place.path,
        },
        todo:
          place.kind === 'literal'
            ? 'Put it into a credential and take it out of the workflow. Then make a new one at the provider: executions, exports and earlier versions still have the old one.'
            : 'Use a credential in its place: what an expression yields stands in the data of every execution.',
      })),
    ),
};

const whatOf = ({ kind, what }: SecretPlace): string =>
  kind === 'literal' ? `It seems to be ${what}, in clear text.` : `An expression prints ${what}.`;
