import { parse } from 'flatted';
import { z } from 'zod';
import type { Alarm } from '../../model/event.ts';

/**
 * An execution as `GET /rest/executions/:id` returns it. `data` is in the "flatted" format: a JSON
 * array whose strings are references.
 */
export const executionDetailSchema = z.object({
  id: z.string(),
  status: z.string(),
  /** What started it: `webhook`, `manual`, `trigger`, … */
  mode: z.string().nullish(),
  startedAt: z.string().nullish(),
  stoppedAt: z.string().nullish(),
  data: z.string(),
});
export type ExecutionDetail = z.infer<typeof executionDetailSchema>;

const itemSchema = z
  .object({
    json: z.record(z.string(), z.unknown()).optional(),
    error: z.unknown(),
    pairedItem: z.unknown(),
  })
  .partial();
export type StoredItem = z.infer<typeof itemSchema>;

const errorSchema = z.object({
  message: z.string().optional().catch(undefined),
  description: z.string().nullish().catch(undefined),
  httpCode: z.union([z.string(), z.number()]).nullish().catch(undefined),
  node: z.object({ name: z.string() }).optional().catch(undefined),
});

const taskSchema = z.object({
  data: z
    .object({ main: z.array(z.array(itemSchema).nullish()) })
    .optional()
    .catch(undefined),
});
const inputSchema = z.object({
  node: z.unknown(),
  data: z.object({ main: z.array(z.array(itemSchema).nullish()) }),
});

/** The part of an execution's data with its input, its output and its error. */
const dataSchema = z.object({
  resultData: z.object({
    error: errorSchema.optional(),
    lastNodeExecuted: z.string().optional(),
    runData: z.record(z.string(), z.array(taskSchema)).catch({}),
  }),
  executionData: z
    .object({ nodeExecutionStack: z.array(inputSchema).catch([]) })
    .optional()
    .catch(undefined),
});
export type ExecutionData = z.infer<typeof dataSchema>;

const bodySchema = z.object({ body: z.object({ key: z.string() }) });

/** Decodes `data`. @throws ZodError or SyntaxError when it is not what n8n writes */
export function decodeExecution(flatted: string): ExecutionData {
  return dataSchema.parse(parse(flatted));
}

/**
 * True for the data of an execution that has not come to an end. With SQLite, n8n 1.x saves that an
 * execution has ended before it saves with what result, so that the two may contradict each other
 * for a moment (`updateExistingExecution` in @n8n/db).
 */
export const lacksResult = ({ resultData }: ExecutionData): boolean =>
  resultData.lastNodeExecuted === undefined && resultData.error === undefined;

/**
 * The key with which the webhook was called; also found in an execution whose first node has not
 * run yet.
 */
export function keyOf(data: ExecutionData): string | undefined {
  for (const item of itemsOf(data)) {
    const body = bodySchema.safeParse(item.json);
    if (body.success) return body.data.body.key;
  }
  return undefined;
}

/** What each node gave in its first run, and what waits for a node that has not run yet. */
function itemsOf({ resultData, executionData }: ExecutionData): readonly StoredItem[] {
  const ran = Object.values(resultData.runData).flatMap(([first]) => first?.data?.main ?? []);
  const waiting = (executionData?.nodeExecutionStack ?? []).flatMap((entry) => entry.data.main);
  return [...ran, ...waiting].flatMap((output) => output ?? []);
}

const alarmItemSchema = z.object({
  execution: z.object({
    id: z.string(),
    error: z.object({
      message: z.string().optional().catch(undefined),
      description: z.string().nullish().catch(undefined),
    }),
  }),
  workflow: z.object({ id: z.string() }),
});

/** What an execution of an error workflow was told: of which execution, and in which words. */
export interface ToldFailure {
  readonly executionId: string;
  readonly alarm: Alarm;
}

/** The failure of which an execution was told; undefined when it is none of an error workflow. */
export function toldFailureOf(data: ExecutionData): ToldFailure | undefined {
  for (const item of itemsOf(data)) {
    const told = alarmItemSchema.safeParse(item.json);
    if (!told.success) continue;
    const { id, error } = told.data.execution;
    const alarm = {
      ...(error.message === undefined ? {} : { message: error.message }),
      ...(error.description ? { description: error.description } : {}),
    };
    return { executionId: id, alarm };
  }
  return undefined;
}
