/** Retry On Fail of a node (n8n allows waits up to 5 s). */
export interface RetryOnFail {
  readonly maxTries: number;
  readonly waitMs: number;
}

/**
 * A workflow ready to be created: what any OAuth client must do (`items`, `method`, `retryOnFail`),
 * and the same thing as n8n's nodes. In `n8n`, `{{api}}`, `{{credentialId}}`, `{{credentialName}}`
 * and `{{webhookPath}}` stand for what is only known at run time. The workflow starts from a
 * production webhook that receives `{key, items: [{id}]}` by POST.
 */
export interface WorkflowPlan {
  readonly template: string;
  /** Items handed to one execution. */
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
