import { absence, NOT_SWITCHED_ON, shownOf } from './shown-of.ts';
import { defineWitness } from './witness.ts';

/** Monitoring webhook. */
export const webhook = defineWitness({
  name: 'webhook',
  title: 'Monitoring webhook',
  what: 'A step behind the Error Trigger that sends what it was told to a monitoring system, with an HTTP Request node.',
  absent: (history) => absence(history, 'webhook', NOT_SWITCHED_ON),
  saw: (history, failure) => shownOf(history, 'webhook', failure),
});
