import type { z } from 'zod';
import type { Capability } from './capability.ts';

/** What an operator does by hand, as the guide and n8n's own messages tell them to. */
export interface RemedyInfo<
  Name extends string = string,
  Options extends z.ZodObject = z.ZodObject,
> {
  readonly name: Name;
  /** The operator's act in words, without a full stop: 'restart n8n'. */
  readonly act: string;
  /** Strict object of what the operator types while doing it. */
  readonly options: Options;
  /** Needed from the target. A remedy that needs anything runs alone on it. */
  readonly requires?: readonly Capability[];
}

/**
 * A remedy with what the operator types while doing it; the name alone where nothing has to be
 * typed.
 */
export type RemedyStep = string | { readonly remedy: string; readonly [option: string]: unknown };

/** Name of a remedy step. */
export const remedyName = (step: RemedyStep): string =>
  typeof step === 'string' ? step : step.remedy;
