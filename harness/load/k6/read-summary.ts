import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseJson } from '../../machine/parse-json.ts';

/** Of what k6 hands to `handleSummary`, what is read. */
const summarySchema = z.object({
  metrics: z.object({
    http_reqs: z.object({ values: z.object({ count: z.int().min(1) }) }),
    http_req_duration: z.object({ values: z.record(z.string(), z.number()) }),
  }),
});

/** What k6's summary tells; a text says why there is nothing to read. */
export function readSummary(
  path: string,
): { readonly calls: number; readonly latencyMs: Readonly<Record<string, number>> } | string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return 'it left no summary';
  }
  const read = summarySchema.safeParse(parseJson(text));
  if (!read.success) return 'its summary cannot be read';
  const { http_reqs, http_req_duration } = read.data.metrics;
  return { calls: http_reqs.values.count, latencyMs: http_req_duration.values };
}
