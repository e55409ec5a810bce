import { z } from 'zod';
import type { RestClient } from './rest-client.ts';
import { executionDetailSchema, type ExecutionDetail } from './stored-execution.ts';

/** n8n's record of one execution, and the complete text that contains it. */
export interface ExecutionRecord {
  readonly detail: ExecutionDetail;
  readonly text: string;
}

/** Where the records that n8n keeps of executions are read. */
export interface ExecutionRecords {
  /** How long to wait between two looks, in ms: each look costs n8n something, or nothing. */
  readonly lookEveryMs: number;
  /**
   * The newest executions of a workflow, the newest first.
   * @throws HarnessError `n8n-server-error`, `database-unreachable`: not now, perhaps later
   */
  list(workflowId: string, limit: number): Promise<readonly ListedExecution[]>;
  /**
   * One record; undefined when it was deleted meanwhile.
   * @throws HarnessError as `list`
   */
  read(id: string): Promise<ExecutionRecord | undefined>;
}

export interface ListedExecution {
  readonly id: string;
  readonly status: string;
}

const listSchema = z.object({ results: z.array(z.object({ id: z.string(), status: z.string() })) });
const detailAnswerSchema = z.object({ data: executionDetailSchema });

/**
 * Callers share their looks, so none of them may abort one. The time limit of the REST client ends
 * it.
 */
const nobody = new AbortController().signal;

/** The records as the REST API hands them out: the only way into somebody else's n8n. */
export class RestRecords implements ExecutionRecords {
  readonly lookEveryMs = 50;
  readonly #rest: RestClient;

  constructor(rest: RestClient) {
    this.#rest = rest;
  }

  async list(workflowId: string, limit: number): Promise<readonly ListedExecution[]> {
    const query = new URLSearchParams({
      filter: JSON.stringify({ workflowId }),
      limit: String(limit),
    });
    const { results } = await this.#rest.call(listSchema, {
      method: 'GET',
      path: `/rest/executions?${query}`,
      doing: 'list the executions of a workflow',
      signal: nobody,
    });
    return results;
  }

  async read(id: string): Promise<ExecutionRecord | undefined> {
    const { status, text } = await this.#rest.request({
      method: 'GET',
      path: `/rest/executions/${encodeURIComponent(id)}`,
      doing: 'read an execution',
      signal: nobody,
    });
    // 404: the execution was deleted between listing and reading. Nobody needs it any more.
    return status === 200
      ? { detail: detailAnswerSchema.parse(JSON.parse(text)).data, text }
      : undefined;
  }
}
