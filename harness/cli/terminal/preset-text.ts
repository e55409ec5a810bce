import { stringify } from 'yaml';
import type { Confidence, Preset } from '../../../mock-provider/index.ts';
import { table } from './table.ts';

/** Marks that are easy to distinguish, also without colours. */
const MARKS: Readonly<Record<Confidence, string>> = {
  confirmed: '✓ confirmed',
  secondary: '~ secondary',
  unverified: '? unverified',
};

/**
 * Describes a preset for the user: each fact with its confidence and its source, the variants, and
 * the policy as YAML.
 */
export function presetText({
  name,
  title,
  facts,
  variants = [],
  policy,
}: Preset): readonly string[] {
  return [
    `${name} (preset)`,
    title,
    '',
    'Facts:',
    ...indented(
      table(
        facts.map(({ about, says, confidence, source }) => [
          MARKS[confidence],
          about,
          says,
          source ?? '',
        ]),
      ),
    ),
    ...(variants.length === 0
      ? []
      : [
          '',
          'Variants:',
          ...indented(
            table(
              variants.map(({ name, effectiveFrom, summary }) => [
                name,
                effectiveFrom === undefined ? '' : `from ${effectiveFrom}`,
                summary,
              ]),
            ),
          ),
        ]),
    '',
    'Policy:',
    ...indented(stringify(policy, { lineWidth: 110 }).trimEnd().split('\n')),
  ];
}

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);
