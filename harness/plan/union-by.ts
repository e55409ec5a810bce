import { z } from 'zod';

type Variant = z.ZodObject | z.ZodDiscriminatedUnion;

/**
 * Makes one discriminated union of several object schemas; the literal in `key` distinguishes them.
 * @throws TypeError when there is none
 */
export function unionBy<V extends Variant>(key: string, variants: readonly V[]) {
  const [first, ...rest] = variants;
  if (first === undefined) throw new TypeError(`There is nothing to tell apart by '${key}'.`);
  return z.discriminatedUnion(key, [first, ...rest]);
}
