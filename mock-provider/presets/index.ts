import { google } from './google.ts';

/** All presets. A new one is a file beside this one and a line here; docs and types follow. */
export const presets = [google] as const;

export type PresetName = (typeof presets)[number]['name'];
