import { absence, NOT_SWITCHED_ON, shownOf } from './shown-of.ts';
import { defineWitness } from './witness.ts';

/** Sentry. */
export const sentry = defineWitness({
  name: 'sentry',
  title: 'Sentry',
  what: 'What n8n sends to N8N_SENTRY_DSN. n8n-core/dist/errors/error-reporter.js drops errors of level warning and info, which those of nodes are, and errors of HTTP calls; and sends none from six weeks after its files were written.',
  absent: (history) => absence(history, 'sentry', NOT_SWITCHED_ON),
  saw: (history, failure) => shownOf(history, 'sentry', failure),
});
