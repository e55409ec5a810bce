import { z } from 'zod';
import type { PolicyInput } from '../policy/policy.ts';
import { policySchema } from '../policy/policy.ts';
import { presets } from '../policy/presets/index.ts';

/**
 * The JSON Schema that the API's document shows for a value. The value is not checked against it
 * here: the code that carries out the request checks it, and gives better errors.
 */
function shownAs(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...shown } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  });
  return shown;
}

/** Settings of a policy. The realm checks them. */
export const policyInput = z
  .record(z.string(), z.unknown())
  .transform((settings) => settings as PolicyInput)
  .meta(shownAs(policySchema));

/** The choice of a preset. The provider checks the names. */
export const presetInput = {
  preset: z.string().meta({ enum: presets.map(({ name }) => name) }),
  variant: z.string().optional(),
  at: z
    .string()
    .optional()
    .describe('ISO date: of variants with a date, the newest that holds then'),
} as const;
