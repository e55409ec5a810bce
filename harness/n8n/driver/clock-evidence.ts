import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { RestClient } from '../rest/rest-client.ts';

const createdSchema = z.object({ id: z.string(), updatedAt: z.string() });

/**
 * Measures by how many milliseconds n8n's clock differs from the clock of the harness. The
 * difference lies between `atLeastMs` and `atMostMs`. n8n stamps a saved credential with its own
 * `new Date()`, so a temporary credential is saved and deleted. (The Date header would prove
 * nothing: Node takes it from a clock that no program can replace.)
 */
export async function observeClockOffset(
  rest: RestClient,
  signal: AbortSignal,
): Promise<{ readonly atLeastMs: number; readonly atMostMs: number }> {
  const body = {
    name: `clock ${randomUUID()}`,
    type: 'httpHeaderAuth',
    data: { name: 'x', value: 'x' },
  };
  const before = Date.now();
  const { id, updatedAt } = await rest.call(createdSchema, {
    method: 'POST',
    path: '/rest/credentials',
    body,
    doing: "look at n8n's clock",
    signal,
  });
  const after = Date.now();
  await rest.call(z.unknown(), {
    method: 'DELETE',
    path: `/rest/credentials/${encodeURIComponent(id)}`,
    doing: "look at n8n's clock",
    signal,
  });
  const stamp = Date.parse(updatedAt);
  return { atLeastMs: stamp - after, atMostMs: stamp - before };
}
