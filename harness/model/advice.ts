import { z } from 'zod';
import { RECOVERIES } from './scenario.ts';

/** What becomes of a claim on one n8n. `not tried`: no result decides it. */
const ADVICE_VERDICTS = [
  'holds',
  'holds in part',
  'does not hold',
  'never existed',
  'not tried',
] as const;

const KINDS = ['cause', 'symptom', 'fix', 'answer', 'checklist'] as const;

const namesSchema = z.array(z.string()).min(1);

/** What a result shows. All that is given must be so. */
const sightSchema = z.strictObject({
  recovery: z.array(z.enum(RECOVERIES)).min(1).optional().describe('it recovered in one of these'),
  remedy: namesSchema.optional().describe('an operator did this, and it worked lastingly'),
  lightest: z
    .string()
    .optional()
    .describe(
      'of all remedies, tried in turn from the lightest on, this was the first that worked',
    ),
  during: z
    .enum(['success', 'error', 'hung'])
    .optional()
    .describe('under the fault, some execution ended so; with success every one'),
  error: z
    .string()
    .optional()
    .describe('pattern (a regular expression, any case) of an error that n8n showed'),
  holds: namesSchema.optional().describe('checkers whose invariant held'),
  violated: namesSchema.optional().describe('checkers whose invariant was violated'),
  witness: z
    .string()
    .optional()
    .describe('this witness showed every failure, and none where there was none'),
});

/** One scenario that tries a claim, and what it shows when the claim is true. */
const trialSchema = z.strictObject({
  scenario: z.string(),
  asks: z.string().describe('what is asked of this scenario, as a question'),
  shows: sightSchema.optional().describe('the claim is true when the result shows this'),
  contradicts: sightSchema.optional().describe('the claim is untrue when the result shows this'),
});

/** One thing that a guide says, and how it is tried. */
export const claimSchema = z.strictObject({
  kind: z.enum(KINDS),
  claim: z.string().describe('what the guide says, as a sentence in our words'),
  trials: z.array(trialSchema),
  field: z
    .string()
    .optional()
    .describe('pattern of a field that the credential is said to have, by name'),
  untried: z.string().optional().describe('why nothing tries it'),
  doctor: namesSchema
    .optional()
    .describe('checks of `oauth-chaos doctor` that look at it on an n8n that exists'),
  instead: z.string().optional().describe('what works where the claim does not hold'),
});

/** A claim, and what it is about. */
export const adviceSchema = claimSchema.extend({ about: z.string() });

export type Sight = z.infer<typeof sightSchema>;
export type Trial = z.infer<typeof trialSchema>;
export type Claim = z.infer<typeof claimSchema>;
export type Advice = z.infer<typeof adviceSchema>;
export type AdviceVerdict = (typeof ADVICE_VERDICTS)[number];
