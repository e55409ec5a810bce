import type { Check } from '../check.ts';
import { lookAtEach, workflowPlace } from '../look.ts';
import { told } from '../snapshot/fact.ts';
import { isOAuth2Type } from '../snapshot/oauth2-type.ts';
import type { Snapshot, WorkflowFacts } from '../snapshot/snapshot.ts';

/** The OAuth2 credentials that the nodes of a workflow name. */
const namedIn = ({ nodes }: WorkflowFacts) =>
  nodes
    .filter(({ disabled }) => !disabled)
    .flatMap(({ name: node, credentials }) =>
      credentials.filter(({ type }) => isOAuth2Type(type)).map((named) => ({ node, named })),
    );

function ids({ credentialIds }: Snapshot): ReadonlySet<string> | string {
  return 'is' in credentialIds ? credentialIds.is : credentialIds.withheld;
}

export const credentialExists: Check = {
  name: 'credential-exists',
  looksFor: 'the credential that a node names, by its id',
  why: 'A credential that was deleted and made again has another id: the nodes still name the old one, and fail.',
  scenario: 'guide/refresh-token-revoked-recreate',
  look(snapshot) {
    const known = ids(snapshot);
    const things = told(snapshot.workflows)?.flatMap((workflow) =>
      namedIn(workflow).map((one) => ({ workflow, ...one })),
    );
    return lookAtEach(
      things === undefined ? { withheld: withheldIn(snapshot) } : { is: things },
      'the credentials that nodes name',
      ({ workflow, node, named }) => {
        const of = `credential "${named.name}" of node "${node}"`;
        if (typeof known === 'string') return [{ what: of, because: known }];
        if (named.id === undefined)
          return [{ what: of, because: 'the workflow names it by its name, as old versions did' }];
        if (known.has(named.id)) return [];
        return [
          {
            severity: 'error',
            what: 'A node names a credential that is not there.',
            where: { ...workflowPlace(workflow), node },
            todo: 'Open the node and choose a credential that exists.',
          },
        ];
      },
    );
  },
};

const withheldIn = ({ workflows }: Snapshot): string =>
  'withheld' in workflows ? workflows.withheld : '';
