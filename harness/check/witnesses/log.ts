import { absence, shownOf } from './shown-of.ts';
import { defineWitness } from './witness.ts';

/** n8n log. */
export const log = defineWitness({
  name: 'log',
  title: 'n8n log',
  what: 'Lines that n8n writes at its own log level, info, and that name the execution, the workflow or the credential.',
  absent: (history) => absence(history, 'log', 'this run recorded no such lines'),
  saw: (history, failure) => shownOf(history, 'log', failure, Number.POSITIVE_INFINITY),
});
