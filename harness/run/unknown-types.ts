import { didYouMean } from '../model/did-you-mean.ts';
import { HarnessError } from '../model/error.ts';
import type { KnownTypes } from '../model/known-types.ts';
import { IS_DISABLED, type OwnWorkflow } from '../model/own-workflow.ts';

type Told = OwnWorkflow['nodes'][number];

const PACKAGES_OF_N8N = ['n8n-nodes-base.', '@n8n/n8n-nodes-langchain.'];
const MOST_LISTED = 10;

/**
 * Checks that an n8n has every node of a workflow that would run in it. Nodes of other packages are
 * not asked for: the workflow is tried without them, and says so.
 * @param clientName the n8n in words, for the message
 * @throws HarnessError exit 64, `own-workflow-unknown-node`, with every node that it does not have
 */
export function requireKnownTypes(
  { file, nodes }: OwnWorkflow,
  known: KnownTypes,
  clientName: string,
): void {
  const flaws = nodes.flatMap((node) => {
    const flaw = runs(node) ? flawOf(node, known) : undefined;
    return flaw === undefined ? [] : [flaw];
  });
  if (flaws.length === 0) return;
  const shown = flaws.slice(0, MOST_LISTED);
  const more = flaws.length - shown.length;
  throw new HarnessError(
    'own-workflow-unknown-node',
    `Could not try workflow ${file} on ${clientName}: ${flaws.length} of its nodes ${flaws.length === 1 ? 'is' : 'are'} unknown there.\n${[
      ...shown,
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n')}`,
    {
      exitCode: 64,
      hint: 'Choose the n8n that the workflow was made with (--n8n), disable these nodes, or pin data of them: what is pinned need not run.',
    },
  );
}

const runs = ({ fate, type, because }: Told): boolean =>
  fate !== 'left out' &&
  fate !== 'pinned' &&
  because !== IS_DISABLED &&
  PACKAGES_OF_N8N.some((name) => type.startsWith(name));

function flawOf({ node, type, version }: Told, { nodes }: KnownTypes): string | undefined {
  const versions = nodes.get(type);
  if (versions === undefined)
    return `  '${node}' has the type ${type}; ${didYouMean(type, [...nodes.keys()])}`;
  return versions.includes(version)
    ? undefined
    : `  '${node}' has version ${version} of ${type}; the newest there is ${Math.max(...versions)}`;
}

/**
 * Where an n8n and the rewiring take different types of credentials for OAuth2: one sentence for
 * each node that was passed over, and each credential that was rewired, for that reason.
 */
export const oauth2Differences = (
  { nodes, credentials }: OwnWorkflow,
  { oauth2 }: KnownTypes,
  clientName: string,
): readonly string[] => [
  ...nodes.flatMap(({ node, uses }) =>
    uses !== undefined && oauth2.has(uses)
      ? [
          `'${node}' was not tried, although its credential is OAuth2 for ${clientName} (${uses}): choose the generic OAuth2 credential in it.`,
        ]
      : [],
  ),
  ...credentials.flatMap(({ name, type }) =>
    oauth2.has(type)
      ? []
      : [`'${name}' was rewired, and ${clientName} has no OAuth2 credential of the type ${type}.`],
  ),
];
