import type { CliContext } from '../context.ts';

/** Ends and removes what a killed run left behind; says so only when there was something. */
export async function tellLeftovers({
  backend,
  err,
}: Pick<CliContext, 'backend' | 'err'>): Promise<readonly string[]> {
  const done = await backend.removeLeftovers();
  for (const line of done) err.write(`${line}\n`);
  return done;
}
