import { z } from 'zod';
import { absence, NOT_SWITCHED_ON, shownOf } from './shown-of.ts';
import { defineWitness } from './witness.ts';

/** What a reader of the monitoring system reads; the names beside it tell no cause. */
const messageSchema = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ message: z.string().optional(), description: z.string().nullish() }));

function wordsOf(text: string): string {
  try {
    const { message, description } = messageSchema.parse(text);
    return [message, description].filter((part) => (part ?? '') !== '').join('\n');
  } catch {
    // What was withheld because of a secret in it is no JSON any more.
    return text;
  }
}

/** Monitoring webhook. */
export const webhook = defineWitness({
  name: 'webhook',
  title: 'Monitoring webhook',
  what: 'A step behind the Error Trigger that sends what it was told to a monitoring system, with an HTTP Request node. A step behind the node that fails would never run.',
  absent: (history) => absence(history, 'webhook', NOT_SWITCHED_ON),
  saw: (history, failure) =>
    shownOf(history, 'webhook', failure).map((sight) => ({ ...sight, text: wordsOf(sight.text) })),
});
