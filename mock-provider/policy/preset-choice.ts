import type { PolicyInput } from './policy.ts';
import type { PresetName } from './presets/index.ts';

/** Which policy a realm begins with: settings, or a preset with settings over it. */
export interface PresetChoice {
  readonly preset: PresetName;
  readonly variant?: string;
  /** ISO date: of variants with a date, the newest that holds then. */
  readonly at?: string;
  readonly policy?: PolicyInput;
}
