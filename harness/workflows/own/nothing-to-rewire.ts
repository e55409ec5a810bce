import type { HarnessError } from '../../model/error.ts';
import type { Beginning } from './choose-trigger.ts';
import type { ExportedNode, ExportedWorkflow } from './exported-workflow.ts';
import { shownCredential } from './name-credentials.ts';
import { CALLERS } from './node-kinds.ts';
import { usedOAuth2 } from './used-credential.ts';
import { workflowFileError } from './workflow-file-error.ts';

const MOST_LISTED = 5;

/** The error for a workflow in which no node can be rewired; says of each OAuth2 node why not. */
export function nothingToRewire(
  { nodes }: ExportedWorkflow,
  { first, reached }: Beginning,
  shownAs: string,
): HarnessError {
  const using = nodes.flatMap((node) => {
    const credential = usedOAuth2(node);
    return credential === undefined ? [] : [{ node, credential }];
  });
  if (using.length === 0)
    return workflowFileError(
      shownAs,
      'none of its nodes uses an OAuth2 credential',
      'There is no token in it that could die. Give a workflow with one.',
    );
  const why = using
    .slice(0, MOST_LISTED)
    .map(
      ({ node, credential }) =>
        `'${node.name}' with '${shownCredential(credential)}' ${whyNot(node, first.name, reached)}`,
    );
  const more = using.length - why.length;
  return workflowFileError(
    shownAs,
    `no node with an OAuth2 credential can be rewired: ${why.join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    'HTTP Request and GraphQL can be rewired, with a generic or a predefined OAuth2 credential. Call the API with one of them in a copy of the workflow.',
  );
}

function whyNot(node: ExportedNode, first: string, reached: readonly string[]): string {
  if (node.disabled === true) return 'is disabled';
  if (!reached.includes(node.name)) return `is not reached from '${first}'`;
  if (CALLERS[node.type] === undefined)
    return `(${node.type}) calls addresses that are fixed in n8n`;
  return 'cannot be called';
}
