import * as every from './every-preset.ts';

type Preset = (typeof every)[keyof typeof every];

/**
 * All presets, by name. A new one is a file and a line in every-preset.ts; docs and types follow.
 */
export const presets: readonly Preset[] = Object.values(every).toSorted((one, other) =>
  one.name < other.name ? -1 : 1,
);

export type PresetName = Preset['name'];
