import type { ExportedNode } from './exported-workflow.ts';

/** n8n's own package of nodes. */
export const BASE = 'n8n-nodes-base.';

/**
 * Nodes that only compute: they open no connection, read no file, start no program and need no
 * credential. Whatever is not listed here may reach something outside and does not run.
 */
const INSIDE: ReadonlySet<string> = new Set(
  [
    'aggregate',
    'compareDatasets',
    'compression',
    'convertToFile',
    'crypto',
    'dateTime',
    'extractFromFile',
    'filter',
    'html',
    'htmlExtract',
    'if',
    'itemLists',
    'limit',
    'markdown',
    'merge',
    'moveBinaryData',
    'noOp',
    'removeDuplicates',
    'renameKeys',
    'respondToWebhook',
    'set',
    'sort',
    'splitInBatches',
    'splitOut',
    'stopAndError',
    'summarize',
    'switch',
    'xml',
  ].map((name) => BASE + name),
);

/** Nodes that run the user's own code. */
const CODE: ReadonlySet<string> = new Set(
  ['code', 'function', 'functionItem'].map((name) => BASE + name),
);

/** What code can leave n8n with. */
const LEAVES =
  /\bfetch\b|http|request|require|import\s*\(|^\s*(import|from)\s|socket|axios|urllib|child_process|\bprocess\b|\beval\b|\bFunction\s*\(|\$getWorkflowStaticData/im;

/** The nodes that call an API with a generic OAuth2 credential, and the parameter with the URL. */
export const CALLERS: Readonly<Record<string, string>> = {
  [`${BASE}httpRequest`]: 'url',
  [`${BASE}graphql`]: 'endpoint',
};

const STARTERS: ReadonlySet<string> = new Set([
  `${BASE}webhook`,
  `${BASE}cron`,
  `${BASE}interval`,
  `${BASE}start`,
  `${BASE}emailReadImap`,
  '@n8n/n8n-nodes-langchain.chat',
]);

/** True for a node that starts a workflow. All of them but a few are named so. */
export const isTrigger = ({ type }: Pick<ExportedNode, 'type'>): boolean =>
  STARTERS.has(type) || /Trigger$/i.test(type);

export const isErrorTrigger = ({ type }: Pick<ExportedNode, 'type'>): boolean =>
  type === `${BASE}errorTrigger`;

/** A note on the canvas. */
export const isNote = ({ type }: Pick<ExportedNode, 'type'>): boolean =>
  type === `${BASE}stickyNote`;

/** True for a node of a package that does not come with n8n. */
const isCommunity = ({ type }: Pick<ExportedNode, 'type'>): boolean =>
  !type.startsWith(BASE) && !type.startsWith('@n8n/n8n-nodes-langchain.');

/** Why a node must not run in a test; undefined when it stays inside n8n. */
export function whyOutside(node: ExportedNode): string | undefined {
  const { type, parameters } = node;
  if (isCommunity(node)) return 'is a community node, which the n8n under test does not have';
  if (CODE.has(type))
    return leaves(parameters) ? 'has code that may leave n8n, or that keeps data' : undefined;
  if (type === `${BASE}wait`) return 'waits';
  if (!INSIDE.has(type)) return 'may reach something outside n8n';
  if (Object.keys(node.credentials ?? {}).length > 0) return 'uses a credential that is not here';
  if (parameters['operation'] === 'removeItemsSeenInPreviousExecutions')
    return 'remembers earlier executions';
  return undefined;
}

const leaves = (parameters: ExportedNode['parameters']): boolean =>
  Object.values(parameters).some((value) => typeof value === 'string' && LEAVES.test(value));
