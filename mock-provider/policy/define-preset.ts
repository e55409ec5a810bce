import { z } from 'zod';
import type { PolicyInput } from './policy.ts';

/**
 * How sure a fact is. `confirmed`: the vendor's own documentation or source. `secondary`:
 * third-party code or an issue that quotes it. `unverified`: general knowledge, or looked for and
 * not confirmed; shown as such everywhere.
 */
export type Confidence = 'confirmed' | 'secondary' | 'unverified';

/** One statement about a provider, with where it is from. */
export interface PresetFact {
  /**
   * What it is about: `access token`, `refresh token`, `rotation`, `expired access token`, `dead
   * refresh token`, `throttle`, `reply`, …
   */
  readonly about: string;
  /** The statement, in a few words. */
  readonly says: string;
  readonly confidence: Confidence;
  /** Link to the document, where one is known. */
  readonly source?: string;
}

/**
 * A provider whose rules changed, or change by app: the same preset with some settings replaced.
 */
export interface PresetVariant {
  readonly name: string;
  readonly summary: string;
  /** ISO date from which it holds; `preset(name, { at })` chooses by it. */
  readonly effectiveFrom?: string;
  readonly policy: PolicyInput;
}

/** A policy, with its error answers, that imitates one real provider: pure data. */
export interface Preset<N extends string = string> {
  /** kebab-case; the file has the same name. */
  readonly name: N;
  /** The provider's own name. */
  readonly title: string;
  readonly policy: PolicyInput;
  readonly facts: readonly [PresetFact, ...PresetFact[]];
  readonly variants?: readonly PresetVariant[];
}

/**
 * Declares a preset; its name becomes part of the union `PresetName` once it is listed in
 * presets/every-preset.ts.
 */
export function definePreset<const N extends string>(preset: Preset<N>): Preset<N> {
  return preset;
}

/** A date without a time. */
export const isoDate = z.iso.date();
