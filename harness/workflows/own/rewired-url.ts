import { withoutSecretsIn } from './without-secrets.ts';

/** Name of the node with which the run starts the workflow. */
export const START = 'oauth-chaos start';

/** Name of the node that tells of failures. */
export const ERRORS = 'oauth-chaos errors';

/** Names that no node of a workflow may have. */
export const OURS: readonly string[] = [START, ERRORS];

/** The id that the run gave this execution, as an expression of n8n. */
const ITEM_ID = `{{ $('${START}').first().json.body.items[0].id }}`;

/** After this part of a path stands where the call would have gone. */
export const insteadOf = '-';

/**
 * The part of an execution that a call is: which node, which run of it (a loop runs a node more
 * than once), and which of its items.
 */
export const partOf = (node: number, run: number | string, item: number | string): string =>
  `${node}-${run}-${item}`;

/**
 * A URL at the provider that keeps the original one, so that it is recognised in the record.
 * Whatever an expression in it becomes: the host stands before it and is the provider's.
 */
export function rewiredUrl(original: string, node: number): string {
  const part = partOf(node, '{{ $runIndex }}', '{{ $itemIndex }}');
  const prefix = `={{api}}/items/${ITEM_ID}/${part}/${insteadOf}/`;
  return prefix + (original.startsWith('=') ? original.slice(1) : asLiteral(original));
}

/** Braces would be taken for an expression. */
const asLiteral = (url: string): string => url.trim().replaceAll('{', '%7B').replaceAll('}', '%7D');

const LONGEST = 120;

/** A URL as reports show it: without a query's values, user information and other secrets. */
export function shownUrl(original: string): string {
  const [path = '', query] = withoutSecretsIn(original.replace(/^=/, '').trim()).split(/\?(.*)/s);
  const names =
    query === undefined
      ? ''
      : `?${query
          .split('&')
          .map((pair) => `${pair.split('=')[0] ?? ''}=…`)
          .join('&')}`;
  const text = `${path.replace(/\/\/[^/@\s]*@/, '//')}${names}`;
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** True when a host of its own does not stand in a URL: it comes from data, or is missing. */
export const isHostUnknown = (original: string): boolean =>
  !/^=?\s*https?:\/\/[^/{}\s]+/i.test(original);
