import { absence, NOT_SWITCHED_ON, shownOf } from './shown-of.ts';
import { defineWitness } from './witness.ts';

/** /metrics. */
export const metrics = defineWitness({
  name: 'metrics',
  title: '/metrics',
  what: 'Counters of failed executions by workflow: N8N_METRICS with N8N_METRICS_INCLUDE_MESSAGE_EVENT_BUS_METRICS and N8N_METRICS_INCLUDE_WORKFLOW_ID_LABEL.',
  absent: (history) => absence(history, 'metrics', NOT_SWITCHED_ON),
  saw: (history, failure) => shownOf(history, 'metrics', failure),
});
