import type { CliContext } from '../context.ts';

/**
 * Cleans up what killed runs left behind; prints something only when there was something to clean
 * up.
 */
export async function tellLeftovers({
  backend,
  err,
}: Pick<CliContext, 'backend' | 'err'>): Promise<readonly string[]> {
  const done = await backend.removeLeftovers();
  for (const line of done) err.write(`${line}\n`);
  return done;
}
