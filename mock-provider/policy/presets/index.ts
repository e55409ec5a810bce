import * as every from './every-preset.ts';

type Preset = (typeof every)[keyof typeof every];

/**
 * All presets, sorted by name. To add one, write its file and one line in every-preset.ts; the docs
 * and the types follow from that.
 */
export const presets: readonly Preset[] = Object.values(every).toSorted((one, other) =>
  one.name < other.name ? -1 : 1,
);

export type PresetName = Preset['name'];
