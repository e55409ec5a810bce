/** The setting Retry On Fail of a node. n8n allows a wait of at most 5 s. */
export interface RetryOnFail {
  readonly maxTries: number;
  readonly waitMs: number;
}

/**
 * A workflow that is ready to be created: the parts that every OAuth client needs (`items`,
 * `method`, `retryOnFail`), and the same workflow as n8n nodes. In `n8n`, `{{api}}`,
 * `{{credentialId}}`, `{{credentialName}}` and `{{webhookPath}}` are placeholders for values that
 * are known only at run time. A production webhook starts the workflow: it receives `{key, items:
 * [{id}]}` by POST.
 */
export interface WorkflowPlan {
  readonly template: string;
  /** Number of items that one execution gets. */
  readonly items: number;
  readonly method: 'GET' | 'POST';
  readonly retryOnFail: RetryOnFail | null;
  /** Name of the node that calls the API. */
  readonly apiNode: string;
  readonly n8n: {
    readonly nodes: readonly Record<string, unknown>[];
    readonly connections: Readonly<Record<string, unknown>>;
    readonly settings: Readonly<Record<string, unknown>>;
  };
}
