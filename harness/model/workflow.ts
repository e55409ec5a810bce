/** The setting Retry On Fail of a node. n8n allows a wait of at most 5 s. */
export interface RetryOnFail {
  readonly maxTries: number;
  readonly waitMs: number;
}

/** Stands for the id of the item in the query, headers and body of a {@link WorkflowPlan}. */
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

export type BodyType = 'json' | 'multipart';

/**
 * A workflow that is ready to be created: the parts that every OAuth client needs, and the same
 * workflow as n8n nodes. In `n8n`, `{{api}}`, `{{credentialId}}`, `{{credentialName}}` and
 * `{{webhookPath}}` are placeholders for values that are known only at run time. A production
 * webhook starts the workflow: it receives `{key, items: [{id}]}` by POST and answers with every
 * item of the workflow's output.
 */
export interface WorkflowPlan {
  readonly template: string;
  /** Number of items that one execution gets. */
  readonly items: number;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** The query of each API call, with {@link ITEM} for the id of its item. */
  readonly query: Readonly<Record<string, string>>;
  /** The headers of each API call that the workflow adds, likewise. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body of each API call, likewise; null when it has none. */
  readonly body: Readonly<Record<string, string>> | null;
  /** How a body is written down: as JSON, or as a form of parts (RFC 7578). */
  readonly bodyType: BodyType;
  readonly retryOnFail: RetryOnFail | null;
  /** Name of the node that calls the API. */
  readonly apiNode: string;
  readonly n8n: {
    readonly nodes: readonly Record<string, unknown>[];
    readonly connections: Readonly<Record<string, unknown>>;
    readonly settings: Readonly<Record<string, unknown>>;
  };
}
