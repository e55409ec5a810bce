import { defineWitness } from './witness.ts';

/** n8n's list of executions, and the page of one. */
export const executionList = defineWitness({
  name: 'execution-list',
  title: 'Execution list',
  what: "n8n's list of executions: one that failed is red there, and its page has the error.",
  absent: () => undefined,
  saw(_history, { execution }) {
    if (execution === undefined || execution.status === 'success') return [];
    const { error, executionId, n } = execution;
    if (error === undefined || executionId === undefined) return [];
    const text = [error.message, error.description, error.endedAs]
      .filter((part) => part !== undefined && part !== '')
      .join('\n');
    return [{ event: n, text }];
  },
});
