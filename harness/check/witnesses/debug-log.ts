import { absence, shownOf } from './shown-of.ts';
import { defineWitness } from './witness.ts';

/** n8n debug log. */
export const debugLog = defineWitness({
  name: 'debug-log',
  title: 'n8n debug log',
  what: 'Lines that n8n writes only with N8N_LOG_LEVEL=debug.',
  absent: (history) => absence(history, 'debug-log', 'this run recorded no such lines'),
  saw: (history, failure) => shownOf(history, 'debug-log', failure, Number.POSITIVE_INFINITY),
});
