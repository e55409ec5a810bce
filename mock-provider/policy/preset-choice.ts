import type { PolicyInput } from './policy.ts';
import type { PresetName } from './presets/index.ts';

/** A choice of a preset for a realm, with settings that replace some of the preset's own. */
export interface PresetChoice {
  readonly preset: PresetName;
  readonly variant?: string;
  /** ISO date. Among the variants with a date, the newest one that holds on this date is used. */
  readonly at?: string;
  readonly policy?: PolicyInput;
}
