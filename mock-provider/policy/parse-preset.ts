import { z } from 'zod';
import { nearestName } from '../model/nearest-name.ts';
import { ProviderError } from '../model/provider-error.ts';
import { isoDate, type Preset, type PresetVariant } from './define-preset.ts';
import { policyShape, type PolicyInput } from './policy.ts';
import type { PresetChoice } from './preset-choice.ts';
import { presets, type PresetName } from './presets/index.ts';

/**
 * The preset of that name.
 * @param more presets beside those that come with the provider
 * @throws ProviderError with a suggestion when there is none
 */
export function findPreset(name: string, more: readonly Preset[] = []): Preset {
  const known: readonly Preset[] = [...presets, ...more];
  const found = known.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  throw new ProviderError(
    'unknown-preset',
    `Could not use preset '${name}': there is no such preset.`,
    {
      hint: `Did you mean '${nearestName(
        name,
        known.map((preset) => preset.name),
      )}'?`,
      pointer: '/preset',
    },
  );
}

/** True when the input chooses a preset, false when it is plain settings. */
export const isPresetChoice = (input: PolicyInput | PresetChoice): input is PresetChoice =>
  'preset' in input;

/**
 * The settings of a preset. The settings of the variant replace them, and the caller's own settings
 * replace both.
 * @throws ProviderError on an unknown preset, variant or date
 */
export function presetPolicy(
  { preset: name, variant, at, policy = {} }: PresetChoice,
  more: readonly Preset[] = [],
): PolicyInput {
  const preset = findPreset(name, more);
  return [byDate(preset, at)?.policy, byName(preset, variant)?.policy, policy].reduce<PolicyInput>(
    overlaid,
    preset.policy,
  );
}

/**
 * The settings of a preset, to create a realm or for a scenario.
 * @example createRealm('demo', preset('atlassian'))
 * @throws ProviderError on an unknown preset, variant or date
 */
export function preset(name: PresetName, options: Omit<PresetChoice, 'preset'> = {}): PolicyInput {
  return presetPolicy({ preset: name, ...options });
}

/**
 * A realm as scenarios and files write it: settings, or a preset with settings that replace some of
 * its own.
 */
export const realmSettingsSchema = policyShape.extend({
  preset: z
    .enum(presets.map(({ name }) => name))
    .optional()
    .describe('a real provider to imitate; settings beside it go before its own'),
  variant: z.string().optional().describe('variant of the preset'),
  at: isoDate.optional().describe('day whose rules hold, of a preset whose rules changed'),
});
export type RealmSettings = z.input<typeof realmSettingsSchema>;

/**
 * The policy that the settings of a realm describe.
 * @param more presets beside those that come with the provider
 * @throws ProviderError on an unknown preset or variant
 */
export function settingsPolicy(
  { preset: name, variant, at, ...policy }: RealmSettings,
  more: readonly Preset[] = [],
): PolicyInput {
  if (name === undefined) return policy;
  return presetPolicy(
    {
      preset: name,
      ...(variant === undefined ? {} : { variant }),
      ...(at === undefined ? {} : { at }),
      policy,
    },
    more,
  );
}

function overlaid(under: PolicyInput, over: PolicyInput | undefined): PolicyInput {
  const part = <K extends 'refreshToken' | 'reply' | 'answers'>(key: K): object =>
    under[key] === undefined && over?.[key] === undefined
      ? {}
      : { [key]: { ...under[key], ...over?.[key] } };
  return { ...under, ...over, ...part('refreshToken'), ...part('reply'), ...part('answers') };
}

function byName(
  { name, variants = [] }: Preset,
  wanted: string | undefined,
): PresetVariant | undefined {
  if (wanted === undefined) return undefined;
  const found = variants.find((candidate) => candidate.name === wanted);
  if (found !== undefined) return found;
  const names = variants.map((candidate) => candidate.name);
  throw new ProviderError(
    'unknown-preset',
    `Could not use preset '${name}': it has no variant '${wanted}'.`,
    {
      hint:
        names.length === 0
          ? 'This preset has no variants.'
          : `Its variants are ${names.join(', ')}.`,
      pointer: '/variant',
    },
  );
}

function byDate(
  { name, variants = [] }: Preset,
  at: string | undefined,
): PresetVariant | undefined {
  if (at === undefined) return undefined;
  if (!isoDate.safeParse(at).success)
    throw new ProviderError(
      'unknown-preset',
      `Could not use preset '${name}': '${at}' is not a date.`,
      { hint: "Write it as '2026-07-20'.", pointer: '/at' },
    );
  return variants
    .filter(({ effectiveFrom }) => effectiveFrom !== undefined && effectiveFrom <= at)
    .sort((a, b) => (a.effectiveFrom ?? '').localeCompare(b.effectiveFrom ?? ''))
    .at(-1);
}
