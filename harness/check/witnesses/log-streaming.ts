import { absence, NOT_SWITCHED_ON, shownOf } from './shown-of.ts';
import { defineWitness } from './witness.ts';

/** Log streaming. */
export const logStreaming = defineWitness({
  name: 'log-streaming',
  title: 'Log streaming',
  what: 'Events that n8n sends to destinations of its own; the licence decides whether there are any (feat:logStreaming).',
  absent: (history) => absence(history, 'log-streaming', NOT_SWITCHED_ON),
  saw: (history, failure) => shownOf(history, 'log-streaming', failure),
});
