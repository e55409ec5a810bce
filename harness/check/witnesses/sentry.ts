import { absence, NOT_SWITCHED_ON, shownOf } from './shown-of.ts';
import { defineWitness } from './witness.ts';

/** Sentry. */
export const sentry = defineWitness({
  name: 'sentry',
  title: 'Sentry',
  what: "What n8n sends to N8N_SENTRY_DSN. Of a node that fails workflow-execute.js reports the cause, of an error that is none of n8n's own only its class; error-reporter.js (both in n8n-core) drops errors of level warning and info, which those of nodes are, errors of HTTP calls, and what it has sent before. From six weeks after its files were written n8n sends none.",
  absent: (history) => absence(history, 'sentry', NOT_SWITCHED_ON),
  saw: (history, failure) => shownOf(history, 'sentry', failure),
});
