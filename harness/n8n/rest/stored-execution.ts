import { parse } from 'flatted';
import { z } from 'zod';

/**
 * An execution as `GET /rest/executions/:id` returns it. `data` is in the "flatted" format: a JSON
 * array whose strings are references.
 */
export const executionDetailSchema = z.object({
  id: z.string(),
  status: z.string(),
  startedAt: z.string().nullish(),
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
 * The key with which the webhook was called; also found in an execution whose first node has not
 * run yet.
 */
export function keyOf({ resultData, executionData }: ExecutionData): string | undefined {
  const ran = Object.values(resultData.runData).flatMap(([first]) => first?.data?.main ?? []);
  const waiting = (executionData?.nodeExecutionStack ?? []).flatMap((entry) => entry.data.main);
  for (const item of [...ran, ...waiting].flatMap((output) => output ?? [])) {
    const body = bodySchema.safeParse(item.json);
    if (body.success) return body.data.body.key;
  }
  return undefined;
}
