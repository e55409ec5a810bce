import { z } from 'zod';
import type { PolicyInput } from './policy.ts';

/**
 * How well a fact is known. `confirmed`: the vendor's own documentation or source code says so.
 * `secondary`: third-party code says so, or an issue that quotes the vendor. `unverified`: it is
 * general knowledge, or somebody looked for a source and found none; it is shown as unverified
 * everywhere.
 */
export type Confidence = 'confirmed' | 'secondary' | 'unverified';

/** One fact about a provider, and where it comes from. */
export interface PresetFact {
  /**
   * The subject of the fact: `access token`, `refresh token`, `rotation`, `expired access token`,
   * `dead refresh token`, `throttle`, `reply`, …
   */
  readonly about: string;
  /** The fact in a few words. */
  readonly says: string;
  readonly confidence: Confidence;
  /** Link to the source, when one is known. */
  readonly source?: string;
}

/**
 * The same preset with some settings replaced, for a provider whose rules have changed or depend on
 * the app.
 */
export interface PresetVariant {
  readonly name: string;
  readonly summary: string;
  /**
   * ISO date from which the variant holds. `preset(name, { at })` selects a variant by this date.
   */
  readonly effectiveFrom?: string;
  readonly policy: PolicyInput;
}

/** A policy, including its error answers, that imitates one real provider. It is data only. */
export interface Preset<N extends string = string> {
  /** The name in kebab-case; the file has the same name. */
  readonly name: N;
  /** The provider's own name. */
  readonly title: string;
  readonly policy: PolicyInput;
  readonly facts: readonly [PresetFact, ...PresetFact[]];
  readonly variants?: readonly PresetVariant[];
}

/**
 * Declares a preset. Its name becomes part of the union `PresetName` when the preset is listed in
 * presets/every-preset.ts.
 */
export function definePreset<const N extends string>(preset: Preset<N>): Preset<N> {
  return preset;
}

/** A date without a time. */
export const isoDate = z.iso.date();
