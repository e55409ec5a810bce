import { z } from 'zod';

/** What an operator reads of an error in Sentry. */
const errorSchema = z.object({
  message: z.string().optional(),
  level: z.string().optional(),
  exception: z
    .object({
      values: z.array(z.object({ type: z.string().optional(), value: z.string().optional() })),
    })
    .optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
  tags: z.record(z.string(), z.unknown()).optional(),
});

/**
 * The errors in an envelope of Sentry's protocol, each as JSON. Whatever else an envelope may have
 * (sessions, counts of what was dropped) tells of no failure.
 * @throws when it is no envelope
 */
export async function errorsIn(envelope: Uint8Array): Promise<readonly string[]> {
  const { parseEnvelope } = await import('@sentry/core');
  const [, items] = parseEnvelope(envelope);
  return items.flatMap(([{ type }, payload]) =>
    type === 'event' ? [JSON.stringify(errorSchema.parse(payload))] : [],
  );
}
