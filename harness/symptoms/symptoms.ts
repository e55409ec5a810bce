import { z } from 'zod';

/** How often failures with one text and one cause were seen on one version of n8n. */
const seenSchema = z.strictObject({
  n8n: z.string().describe('version'),
  scenarios: z.int().min(1).describe('how many scenarios showed it'),
  failures: z.int().min(1),
  recovery: z
    .array(
      z.strictObject({
        by: z
          .string()
          .describe(
            'itself: once the fault was over; nothing: no remedy that was tried; untried: not by itself, and none was tried; else the remedy',
          ),
        act: z.string().optional().describe('what an operator did, in words'),
        scenarios: z.int().min(1),
      }),
    )
    .describe('what n8n worked again by; that of most scenarios first'),
});

const knownCauseSchema = z.strictObject({
  cause: z.string().describe('id of a cause; its words are in harness/symptoms/causes'),
  answers: z
    .array(
      z.strictObject({
        endpoint: z.string(),
        status: z.int().optional().describe('missing when no complete answer came'),
        error: z.string().optional().describe('RFC 6749 §5.2, RFC 6750 §3.1, or a code of its own'),
      }),
    )
    .describe('what the provider answered; empty when n8n had not asked it'),
  descriptions: z.array(z.string()).describe('what stood below the text'),
  faults: z.array(z.string()),
  scenarios: z
    .array(
      z.strictObject({
        name: z.string(),
        n8n: z.array(z.string()),
        topology: z.string().optional().describe('where it shows it; missing: on one process'),
      }),
    )
    .describe('some of those that show it, the best to try first'),
  seen: z.array(seenSchema),
});

const symptomSchema = z.strictObject({
  text: z.string().describe('as n8n shows it, with words in ‹ › for what differs each time'),
  shown: z.array(z.enum(['execution', 'alarm', 'connect'])).describe('where it can be read'),
  causes: z.array(knownCauseSchema).min(1),
});

/** What `scenarios/symptoms.json` holds: the texts of recorded failures and their causes. */
export const symptomsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  recorded: z.array(
    z.strictObject({
      n8n: z.string(),
      scenarios: z.int().describe('how many scenarios ran'),
      failures: z.int().describe('how many failures were told in words'),
      unexplained: z.int().describe('of these, such as no history shows the cause of'),
    }),
  ),
  symptoms: z.array(symptomSchema),
});

export type Symptoms = z.output<typeof symptomsSchema>;
export type Symptom = Symptoms['symptoms'][number];
export type KnownCause = Symptom['causes'][number];
export type Seen = KnownCause['seen'][number];
export type Answer = KnownCause['answers'][number];
