import type { CliContext } from '../context.ts';

/** Ends and removes what a killed run left behind; says so only when there was something. */
export async function tellLeftovers({
  services,
  err,
}: Pick<CliContext, 'services' | 'err'>): Promise<readonly string[]> {
  const done = await services.removeLeftovers();
  for (const line of done) err.write(`${line}\n`);
  return done;
}
