import { defineAdvice } from '../../harness/index.ts';

export default defineAdvice({
  about: 'Who tells of a failure',
  claims: [
    {
      kind: 'answer',
      claim: 'The list of executions shows it.',
      trials: [
        'guide/refresh-token-missing',
        'guide/refresh-token-revoked-reconnect',
        'guide/scope-mismatch',
        'guide/rate-limit',
      ].map((scenario) => ({
        scenario,
        asks: 'Is the execution an error?',
        shows: { during: 'error' as const, holds: ['failure-is-visible'] },
      })),
    },
    {
      kind: 'answer',
      claim: 'An error workflow is told of it.',
      trials: [
        {
          scenario: 'workflow/error-workflow',
          asks: 'Does it run, with a reason that helps?',
          shows: { during: 'error', holds: ['failure-is-visible', 'failure-text-helps'] },
        },
      ],
    },
    {
      kind: 'answer',
      claim: 'Sentry shows it.',
      trials: [],
      untried: 'No scenario gives n8n a Sentry to report to yet.',
    },
    {
      kind: 'answer',
      claim: 'A webhook that the workflow calls tells a monitoring system.',
      trials: [],
      untried: 'No scenario has a step that calls a monitoring system yet.',
    },
  ],
});
