import { valid, major } from 'semver';
import type { Check, Found } from '../check.ts';
import { lookAtEach, workflowPlace, type Seen } from '../look.ts';
import { told } from '../snapshot/fact.ts';
import { mapped } from '../snapshot/fields.ts';
import { isOAuth2Type } from '../snapshot/oauth2-type.ts';
import type { Snapshot, WorkflowFacts } from '../snapshot/snapshot.ts';

/** What starts by itself and uses OAuth2: nobody looks on when it fails. */
const unwatched = ({ startsByItself, isErrorWorkflow, nodes }: WorkflowFacts): boolean =>
  startsByItself &&
  !isErrorWorkflow &&
  nodes.some(
    ({ disabled, credentials }) => !disabled && credentials.some(({ type }) => isOAuth2Type(type)),
  );

export const errorWorkflowSet: Check = {
  name: 'error-workflow-set',
  looksFor: 'an error workflow for everything that starts by itself and uses OAuth2',
  why: 'When the account is dead every execution fails, and nobody hears of it before a customer does.',
  scenario: 'workflow/error-workflow',
  look: (snapshot) =>
    lookAtEach(
      mapped(snapshot.workflows, (all) => all.filter(unwatched)),
      'error workflows',
      (workflow) => judged(workflow, snapshot),
    ),
};

function judged(workflow: WorkflowFacts, snapshot: Snapshot): Seen {
  const problem = (severity: Found['severity'], what: string, todo: string): Seen => [
    { severity, what, where: workflowPlace(workflow), todo },
  ];
  const id = workflow.errorWorkflow;
  if (id === undefined)
    return problem(
      'warning',
      'No error workflow is set.',
      'Set one in the settings of the workflow: it begins with an Error Trigger and tells somebody.',
    );
  const called = told(snapshot.workflows)?.find((one) => one.id === id);
  if (called === undefined)
    return problem(
      'error',
      'Its error workflow is not there.',
      'Choose another one in the settings of the workflow.',
    );
  if (!called.isErrorWorkflow)
    return problem(
      'error',
      'Its error workflow has no Error Trigger.',
      'Begin that workflow with an Error Trigger, or choose another one.',
    );
  return called.active ? [] : whetherCalled(called, snapshot, problem);
}

/** n8n 2 calls only what is published (loadErrorWorkflowData of n8n 2.41.1), n8n 1 anything. */
function whetherCalled(
  { name }: WorkflowFacts,
  { version }: Snapshot,
  problem: (severity: Found['severity'], what: string, todo: string) => Seen,
): Seen {
  const known = valid(told(version) ?? null);
  if (known === null)
    return [
      {
        what: `error workflow "${name}", which is not published`,
        because: 'whether n8n calls it depends on the version, which is not known',
      },
    ];
  return major(known) < 2
    ? []
    : problem(
        'error',
        'Its error workflow is not published, and n8n 2 calls no other.',
        'Publish the error workflow.',
      );
}
