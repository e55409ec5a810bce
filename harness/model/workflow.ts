import type { CredentialSpec } from './scenario.ts';

/**
 * What starts the executions of a workflow. `webhook`: a call of its production webhook. `manual`:
 * a user in the editor, who clicks Execute workflow and sends a test event. `schedule`: n8n by
 * itself, every other second; an execution that finds an order at `{{api}}/orders` works on it.
 * `poll`: n8n by itself, when it has found something new; it asks with the credential.
 */
export const STARTS = ['webhook', 'manual', 'schedule', 'poll'] as const;
export type Start = (typeof STARTS)[number];

/** The setting Retry On Fail of a node. n8n allows a wait of at most 5 s. */
export interface RetryOnFail {
  readonly maxTries: number;
  readonly waitMs: number;
}

/** The option Batching of a node: so many items begin at a time, with a pause before the next. */
export interface Batching {
  readonly size: number;
  readonly intervalMs: number;
}

/** Stands for the id of the item in the path, query, headers and body of an {@link ApiCall}. */
export const ITEM = '{{item}}';

/** What the ids of items begin with that a workflow makes for itself when it is started by hand. */
export const BY_HAND = 'by-hand-';

/** The values of a query, of headers or of a body, made out for one item. */
export const fillIn = (
  values: Readonly<Record<string, string>>,
  item: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value.replaceAll(ITEM, item)]),
  );

/**
 * How a body is written down. `json`: as JSON. `multipart`: as a form of parts (RFC 7578).
 * `file`: as the text of its only value. `multipart-file`: that text is a file in such a form.
 * `graphql`: as JSON in which all values but `query` are variables, see {@link graphqlBody}.
 */
export type BodyType = 'json' | 'multipart' | 'file' | 'multipart-file' | 'graphql';

/** A GraphQL request as JSON (the specification GraphQL over HTTP, Request Parameters). */
export const graphqlBody = ({ query, ...variables }: Readonly<Record<string, string>>) => ({
  query,
  variables,
  operationName: null,
});

/** Name of a file that is sent in a form of parts. */
export const FILE_NAME = 'order.txt';

/** A call of the API that a workflow makes for each of its items. */
export interface ApiCall {
  /**
   * What tells the call from the other calls for the same item; empty for the first of them. See
   * {@link workOf}.
   */
  readonly part: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** The path below the API, with {@link ITEM} for the id of the item. */
  readonly path: string;
  /** The query, likewise. */
  readonly query: Readonly<Record<string, string>>;
  /** The headers that the workflow adds, likewise. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, likewise; null when there is none. */
  readonly body: Readonly<Record<string, string>> | null;
  readonly bodyType: BodyType;
  /** Names of the members that lead to what was asked for, in the body of the API's answer. */
  readonly answerAt?: readonly string[];
}

/** A node that calls the API, and the calls that it makes for each item, one after the other. */
export interface ApiNode {
  readonly name: string;
  /** The node that makes the API's answers of what this one gave; missing when it gives them. */
  readonly answersFrom?: string;
  /** Name of the credential that it uses, where that is not the one of its workflow. */
  readonly credential?: string;
  readonly calls: readonly ApiCall[];
}

/** With what a step of a workflow asks for an access token. */
export const OWN_TOKENS = ['client-credentials', 'refresh-token'] as const;
export type OwnToken = (typeof OWN_TOKENS)[number];

/** A type of credential of n8n's own for one service, which sets most fields by itself. */
export interface CredentialType {
  /** n8n's name of it. */
  readonly name: string;
  /** What it sets, whatever the operator wants. */
  readonly fixed: Pick<Required<CredentialSpec>, 'grant' | 'authentication' | 'scope'> &
    Partial<Pick<Required<CredentialSpec>, 'expiredStatus'>>;
  /**
   * The fields of its form beside client id and secret. `{{issuer}}`, `{{api}}`,
   * `{{authorizationUrl}}` and `{{tokenUrl}}` stand for addresses of the provider.
   */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * A workflow that is ready to be created: the parts that every OAuth client needs, and the same
 * workflow as n8n nodes. In `n8n`, `{{api}}`, `{{credentialId}}`, `{{credentialName}}` and
 * `{{webhookPath}}` are placeholders for values that are known only at run time. A production
 * webhook starts the workflow: it receives `{key, items: [{id}]}` by POST and answers with every
 * item that the last node gave. With `startedBy` something else starts it.
 */
export interface WorkflowPlan {
  readonly template: string;
  /** Number of items that one execution gets. */
  readonly items: number;
  /** The nodes that call the API, in the order in which they run. Each gets all items. */
  readonly apiNodes: readonly ApiNode[];
  /** How many items go through the workflow at a time, the others after them; null: all at once. */
  readonly atATime: number | null;
  /** Of every node that calls the API. */
  readonly retryOnFail: RetryOnFail | null;
  /** Of every node that calls the API; missing: each gets on with all its items at once. */
  readonly batching?: Batching;
  /** The type of credential that its nodes need; null for n8n's generic one. */
  readonly credentialType: CredentialType | null;
  /**
   * How a step of the workflow itself gets the access token at the token endpoint, once for each
   * execution; its nodes then use no credential. `client-credentials`: with the secret of the
   * client. `refresh-token`: with a copy of the refresh token that the credential had when the
   * workflow was made, and from then on with what came of it. Missing: the credential has the
   * tokens.
   */
  readonly ownToken?: OwnToken;
  /** What starts its executions; missing: its webhook. */
  readonly startedBy?: Exclude<Start, 'webhook'>;
  /**
   * True for a workflow of the user's own: which calls it makes is known, and neither what they
   * send nor what it makes of the answers.
   */
  readonly opaque?: true;
  readonly n8n: N8nWorkflow;
  /**
   * The error workflow, where it is one apart; missing when the workflow is its own.
   */
  readonly errorWorkflow?: N8nWorkflow;
}

/** A workflow as n8n saves it. */
export interface N8nWorkflow {
  readonly nodes: readonly Record<string, unknown>[];
  readonly connections: Readonly<Record<string, unknown>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** True for a workflow whose executions somebody starts; false when the client does by itself. */
export const isCalled = ({ startedBy }: Pick<WorkflowPlan, 'startedBy'>): boolean =>
  startedBy === undefined || startedBy === 'manual';

/**
 * Name of what the API is called for: the id of the item, and the part of it where it is called
 * more than once. The provider makes the same name of the path of a call.
 */
export const workOf = (item: string, { part }: Pick<ApiCall, 'part'>): string =>
  part === '' ? item : `${item}/${part}`;

/** True when a work is about an item: the whole of it or a part. */
export const isWorkOn = (item: string, work: string): boolean =>
  work === item || work.startsWith(`${item}/`);

/** Everything that nodes call the API for with these items, in the order of their output. */
export const allWork = (nodes: readonly ApiNode[], items: readonly string[]): readonly string[] =>
  nodes.flatMap(({ calls }) => items.flatMap((item) => calls.map((call) => workOf(item, call))));

/** Items in portions, as they go through a workflow. */
export function portionsOf(
  items: readonly string[],
  { atATime }: Pick<WorkflowPlan, 'atATime'>,
): readonly (readonly string[])[] {
  const size = atATime ?? items.length;
  return Array.from({ length: Math.ceil(items.length / Math.max(1, size)) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
