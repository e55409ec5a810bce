import type { z } from 'zod';
import type { Capability } from './capability.ts';

/**
 * Something that an operator does by hand to repair a credential, as the guide and n8n's own
 * messages recommend.
 */
export interface RemedyInfo<
  Name extends string = string,
  Options extends z.ZodObject = z.ZodObject,
> {
  readonly name: Name;
  /** What the operator does, as a phrase without a full stop: 'restart n8n'. */
  readonly act: string;
  /** A strict schema of the values that the operator has to type in. */
  readonly options: Options;
  /**
   * Capabilities that the target must have. A scenario with a remedy that needs any runs alone on
   * its target.
   */
  readonly requires?: readonly Capability[];
}

/**
 * A remedy in a scenario: its name alone when the operator types nothing, otherwise an object with
 * the name and the typed values.
 */
export type RemedyStep = string | { readonly remedy: string; readonly [option: string]: unknown };

/**
 * All remedies in place of a list: they are tried in turn, from the lightest to the heaviest, until
 * one works lastingly. What the target cannot do is left out, and the result says so. `ladder` has
 * what the operator types, by the name of the remedy.
 */
export interface Ladder {
  readonly ladder: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** True for the ladder of all remedies. */
export const isLadder = (
  remedies: readonly RemedyStep[] | Ladder | undefined,
): remedies is Ladder => remedies !== undefined && 'ladder' in remedies;

/** The remedies that a scenario writes out; of a ladder those for which something is typed. */
export const writtenRemedies = (
  remedies: readonly RemedyStep[] | Ladder = [],
): readonly RemedyStep[] =>
  isLadder(remedies)
    ? Object.entries(remedies.ladder).map(([remedy, typed]) => ({ remedy, ...typed }))
    : remedies;

/** Name of a remedy step. */
export const remedyName = (step: RemedyStep): string =>
  typeof step === 'string' ? step : step.remedy;
