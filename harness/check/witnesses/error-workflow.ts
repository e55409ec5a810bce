import { defineWitness } from './witness.ts';

/** The item with which n8n starts the error workflow. */
export const errorWorkflow = defineWitness({
  name: 'error-workflow',
  title: 'Error workflow',
  what: 'The Error Trigger: n8n starts the error workflow with an item that tells of the failure. A manual execution starts none.',
  absent: () => undefined,
  saw: (_history, { execution }) =>
    execution?.alarm === undefined
      ? []
      : [
          {
            event: execution.n,
            text: [execution.alarm.message, execution.alarm.description]
              .filter((part) => part !== undefined)
              .join('\n'),
          },
        ],
});
