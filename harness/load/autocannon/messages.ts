import type { CallBucket, Calls, GeneratorEnd } from '../generator.ts';

/** What the program that runs autocannon is told: what to make, and then when it begins. */
export type ToProgram = { readonly calls: Calls } | { readonly begin: true };

/** What it tells. */
export type FromProgram =
  | { readonly ready: true }
  | { readonly bucket: CallBucket }
  | { readonly end: GeneratorEnd };
